/** Brings HAProxy to the topology: the one loop that owns it. */
@NullMarked
package io.slipway.bamboo.apply;

import org.jspecify.annotations.NullMarked;
