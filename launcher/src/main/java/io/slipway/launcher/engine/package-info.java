/** Does what a plan says, waits until it is done, and goes back to what was when it cannot be. */
@NullMarked
package io.slipway.launcher.engine;

import org.jspecify.annotations.NullMarked;
