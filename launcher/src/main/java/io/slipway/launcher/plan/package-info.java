/** Compares what a spec wants with what runs, and says in printable steps what would change; touches nothing. */
@NullMarked
package io.slipway.launcher.plan;

import org.jspecify.annotations.NullMarked;
