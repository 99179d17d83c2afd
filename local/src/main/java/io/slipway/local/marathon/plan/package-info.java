/** Decides, without clock or processes: steps of a deployment, whom to start and kill next, how long to hold back. */
@NullMarked
package io.slipway.local.marathon.plan;

import org.jspecify.annotations.NullMarked;
