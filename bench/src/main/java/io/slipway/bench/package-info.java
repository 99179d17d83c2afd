/** Measures every performance figure that is promised, beside a peer or a limit in the same run. */
@NullMarked
package io.slipway.bench;

import org.jspecify.annotations.NullMarked;
