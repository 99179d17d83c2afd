/** Holds what several packages of this module share; not API. */
@NullMarked
package io.slipway.registry.internal;

import org.jspecify.annotations.NullMarked;
