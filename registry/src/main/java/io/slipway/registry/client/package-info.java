/** Calls other services: a Retrofit interface, an instance from discovery, a Hystrix command around it. */
@NullMarked
package io.slipway.registry.client;

import org.jspecify.annotations.NullMarked;
