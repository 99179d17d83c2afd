/** Names what the scheduler knows: immutable records, one {@link World} behind one reference. */
@NullMarked
package io.slipway.local.marathon.state;

import org.jspecify.annotations.NullMarked;
