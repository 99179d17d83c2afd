/** Keeps what the agent knows: one immutable state, changed by one writer at a time and read without a lock. */
@NullMarked
package io.slipway.local.consul.store;

import org.jspecify.annotations.NullMarked;
