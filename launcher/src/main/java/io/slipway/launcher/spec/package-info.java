/** Reads {@code slipway.yml} and a playbook into checked values, and reports everything that is wrong at once. */
@NullMarked
package io.slipway.launcher.spec;

import org.jspecify.annotations.NullMarked;
