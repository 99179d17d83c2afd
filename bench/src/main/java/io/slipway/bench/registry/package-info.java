/** Measures what a service links: its start, its calls, its settings, its discovery. */
@NullMarked
package io.slipway.bench.registry;

import org.jspecify.annotations.NullMarked;
