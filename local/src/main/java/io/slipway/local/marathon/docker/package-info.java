/** Talks to a Docker engine in the scheduler's words: what a container shall be, and what has become of it. */
@NullMarked
package io.slipway.local.marathon.docker;

import org.jspecify.annotations.NullMarked;
