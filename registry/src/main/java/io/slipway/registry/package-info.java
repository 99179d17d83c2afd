/** Names what a service says to, and learns from, an outside registry. */
@NullMarked
package io.slipway.registry;

import org.jspecify.annotations.NullMarked;
