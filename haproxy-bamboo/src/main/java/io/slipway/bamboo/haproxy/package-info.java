/** Speaks HAProxy: configuration text, check, atomic file, process, runtime socket. */
@NullMarked
package io.slipway.bamboo.haproxy;

import org.jspecify.annotations.NullMarked;
