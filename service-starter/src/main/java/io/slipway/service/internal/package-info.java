/** Holds what several packages of this module share; not API. */
@NullMarked
package io.slipway.service.internal;

import org.jspecify.annotations.NullMarked;
