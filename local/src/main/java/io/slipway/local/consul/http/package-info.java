/** Speaks HTTP and JSON the way a Go server does: routes, redirects, refusals, durations, error texts. */
@NullMarked
package io.slipway.local.consul.http;

import org.jspecify.annotations.NullMarked;
