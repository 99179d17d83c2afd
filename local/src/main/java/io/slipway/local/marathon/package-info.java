/**
 * Is a Marathon for one machine: the same API, tasks as plain processes.
 *
 * <pre>{@code
 * try (LocalMarathon marathon = LocalMarathon.start(new LocalMarathon.Options(
 *         "127.0.0.1", 0, 31000, 31099, Path.of("sandboxes"), Path.of("run")))) {
 *     Marathon client = MarathonClient.connect(List.of(marathon.uri()));
 * }
 * }</pre>
 */
@NullMarked
package io.slipway.local.marathon;

import org.jspecify.annotations.NullMarked;
