/** Asks tasks whether they are well, and judges the answers by the rules of Marathon and Mesos. */
@NullMarked
package io.slipway.local.marathon.health;

import org.jspecify.annotations.NullMarked;
