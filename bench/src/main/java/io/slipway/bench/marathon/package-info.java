/** Measures the local scheduler: how soon it starts what, and what it costs. */
@NullMarked
package io.slipway.bench.marathon;

import org.jspecify.annotations.NullMarked;
