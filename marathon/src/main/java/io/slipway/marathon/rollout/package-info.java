/**
 * Follows a change of an app to its end, tells what keeps it from there, and goes back.
 *
 * <pre>{@code
 * Optional<App> before = marathon.app(id);
 * try (DeploymentWatch watch = new DeploymentWatch(marathon, id, Patience.DEFAULT, new Losses(id, before), log::info)) {
 *     watch.listen();
 *     DeploymentResult deployment = marathon.replace(wanted, false);
 *     if (watch.await(deployment, before) != Outcome.SUCCEEDED) {
 *         Obstacles.of(marathon, id, TaskLog.NONE).forEach(log::warn);
 *         new Rollback(marathon, id, before).from(deployment);
 *     }
 * }
 * }</pre>
 */
@NullMarked
package io.slipway.marathon.rollout;

import org.jspecify.annotations.NullMarked;
