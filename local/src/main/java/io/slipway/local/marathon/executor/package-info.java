/** Runs tasks, as processes of this machine or as containers of its engine: a sandbox each, and nothing left behind. */
@NullMarked
package io.slipway.local.marathon.executor;

import org.jspecify.annotations.NullMarked;
