/** Runs the checks of the agent: asks, listens, waits, and tells the store what was found. */
@NullMarked
package io.slipway.local.consul.check;

import org.jspecify.annotations.NullMarked;
