/** Stands in for Consul in the tests of whoever uses a registry. */
@NullMarked
package io.slipway.registry.testing;

import org.jspecify.annotations.NullMarked;
