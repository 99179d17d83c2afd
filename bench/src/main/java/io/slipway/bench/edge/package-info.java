/** Measures the edge beside the HAProxy that it drives. */
@NullMarked
package io.slipway.bench.edge;

import org.jspecify.annotations.NullMarked;
