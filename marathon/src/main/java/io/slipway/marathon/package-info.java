/** Names what Marathon runs, and the interface that the client and the local scheduler both honour. */
@NullMarked
package io.slipway.marathon;

import org.jspecify.annotations.NullMarked;
