/** Runs tasks as processes of this machine: a sandbox and a session each, and nothing left behind. */
@NullMarked
package io.slipway.local.marathon.executor;

import org.jspecify.annotations.NullMarked;
