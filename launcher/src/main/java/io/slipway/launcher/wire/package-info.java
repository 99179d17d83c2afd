/** Asks the running platform over HTTP, as any client of it would. */
@NullMarked
package io.slipway.launcher.wire;

import org.jspecify.annotations.NullMarked;
