/** Watches the registry and answers from memory: watch, snapshot, pick. */
@NullMarked
package io.slipway.registry.discovery;

import org.jspecify.annotations.NullMarked;
