/** Turns the any-time layer into values: KV, validated record, listener. */
@NullMarked
package io.slipway.registry.settings;

import org.jspecify.annotations.NullMarked;
