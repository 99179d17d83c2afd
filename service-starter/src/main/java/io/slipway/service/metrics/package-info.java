/** Counts and times what the service does, in one Dropwizard registry. */
@NullMarked
package io.slipway.service.metrics;

import org.jspecify.annotations.NullMarked;
