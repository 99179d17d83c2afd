/** Speaks to Consul's HTTP API; the only package that sees consul-client. */
@NullMarked
package io.slipway.registry.consul;

import org.jspecify.annotations.NullMarked;
