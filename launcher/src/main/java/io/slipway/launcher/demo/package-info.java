/** Drives two generated services down the whole road and measures every step of it. */
@NullMarked
package io.slipway.launcher.demo;

import org.jspecify.annotations.NullMarked;
