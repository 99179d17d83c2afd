/** Stands in for a Marathon in tests: apps and tasks in memory, moved by hand or by themselves. */
@NullMarked
package io.slipway.marathon.testing;

import org.jspecify.annotations.NullMarked;
