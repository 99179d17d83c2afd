/** Answers Consul's endpoints from the store. */
@NullMarked
package io.slipway.local.consul.api;

import org.jspecify.annotations.NullMarked;
