/** Keeps the scheduler's records in a file that is whole after a kill at any moment. */
@NullMarked
package io.slipway.local.marathon.disk;

import org.jspecify.annotations.NullMarked;
