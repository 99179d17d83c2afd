/** Writes a JSON object per log line, each with the id of the request it belongs to. */
@NullMarked
package io.slipway.service.logging;

import org.jspecify.annotations.NullMarked;
