/** Reads what a client sends as an app: shape, then defaults, then rules; refuses in Marathon's own words. */
@NullMarked
package io.slipway.local.marathon.definition;

import org.jspecify.annotations.NullMarked;
