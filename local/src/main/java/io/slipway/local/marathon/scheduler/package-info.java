/** Owns the world: one thread changes it, everybody else reads snapshots. */
@NullMarked
package io.slipway.local.marathon.scheduler;

import org.jspecify.annotations.NullMarked;
