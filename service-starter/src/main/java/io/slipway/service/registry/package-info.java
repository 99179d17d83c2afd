/** Connects the service to Consul, or to a registry in memory. */
@NullMarked
package io.slipway.service.registry;

import org.jspecify.annotations.NullMarked;
