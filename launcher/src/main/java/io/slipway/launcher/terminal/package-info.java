/** Lays text out for a terminal, a dumb one included: no colours, no cursor. */
@NullMarked
package io.slipway.launcher.terminal;

import org.jspecify.annotations.NullMarked;
