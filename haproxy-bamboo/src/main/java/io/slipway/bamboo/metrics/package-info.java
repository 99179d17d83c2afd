/** Measures the edge itself, and writes that for those who collect it. */
@NullMarked
package io.slipway.bamboo.metrics;

import org.jspecify.annotations.NullMarked;
