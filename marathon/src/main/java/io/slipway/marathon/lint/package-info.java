/** Finds the traps in what an app is to be, before Marathon is asked. */
@NullMarked
package io.slipway.marathon.lint;

import org.jspecify.annotations.NullMarked;
