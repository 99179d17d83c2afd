/**
 * Keeps HAProxy in step with Marathon and Consul, and drops no request while doing so.
 *
 * <pre>{@code
 * try (Edge edge = Edge.start(options, marathon, registry)) {
 *     edge.uri();  // the way in
 *     edge.page(); // what it routes, and why
 * }
 * }</pre>
 */
@NullMarked
package io.slipway.bamboo;

import org.jspecify.annotations.NullMarked;
