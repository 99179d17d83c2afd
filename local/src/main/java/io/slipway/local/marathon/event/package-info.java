/** Carries announcements from the scheduler to whoever listens. */
@NullMarked
package io.slipway.local.marathon.event;

import org.jspecify.annotations.NullMarked;
