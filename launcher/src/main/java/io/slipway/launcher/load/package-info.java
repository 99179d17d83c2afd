/**
 * Sends requests at a fixed rate, whatever the answers do, and keeps a record of every single one.
 *
 * <pre>{@code
 * try (LoadGenerator load = LoadGenerator.start(edge, 120, number -> Request.get("/orders/" + number))) {
 *     long from = load.now();
 *     // … do what is to be survived …
 *     Figures figures = Figures.of(load.attempts(from, load.now()));
 * }
 * }</pre>
 */
@NullMarked
package io.slipway.launcher.load;

import org.jspecify.annotations.NullMarked;
