/** Gives Hystrix its properties from KV and Spring's environment, and dashboards their stream. */
@NullMarked
package io.slipway.service.hystrix;

import org.jspecify.annotations.NullMarked;
