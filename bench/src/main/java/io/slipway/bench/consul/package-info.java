/** Measures the embedded Consul agent beside a real Consul in the same run. */
@NullMarked
package io.slipway.bench.consul;

import org.jspecify.annotations.NullMarked;
