/** Turns command lines into calls of the other rooms: one class per command, and no logic. */
@NullMarked
package io.slipway.launcher.cli;

import org.jspecify.annotations.NullMarked;
