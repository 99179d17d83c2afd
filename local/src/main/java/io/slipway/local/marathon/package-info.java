/**
 * Is a Marathon for one machine: the same API, tasks as plain processes, or in containers of a
 * Docker engine.
 *
 * <pre>{@code
 * try (LocalMarathon marathon = LocalMarathon.start(new LocalMarathon.Options(
 *         "127.0.0.1", 0, 31000, 31099, Path.of("sandboxes"), Path.of("run")))) {
 *     Marathon client = MarathonClient.connect(List.of(marathon.uri()));
 * }
 * }</pre>
 *
 * <p>Differs from Marathon 1.10 on purpose, so that clients are no worse off:
 *
 * <ul>
 *   <li>versions are unique and increase, for rollbacks too; lists of versions are sorted and free of what was merely
 *       asked for;
 *   <li>upgrades count the results of every kind of health check, and never wait for ever without room for a new
 *       instance;
 *   <li>an unknown URL answers 404, not 500; {@code servicePorts} of tasks are filled everywhere;
 *   <li>a task that is being ended is announced and listed as {@code TASK_KILLING} before it gets SIGTERM;
 *   <li>instances that wait for a process are the first to go when an app is scaled down, not the last;
 *   <li>checks of Mesos ask a new task several times a second until it is healthy for the first time, while failures do
 *       not count yet;
 *   <li>an instance whose task was to be started when the scheduler was killed is {@code TASK_DROPPED} for a moment, and
 *       starts without a delay.
 * </ul>
 *
 * <p>Answers with 422 or 501 and a sentence: container networks, other volumes than the host's, pods, gpus, secrets, roles,
 * other users, constraints other than a unique host, and versions of groups. Accounts for ports, cpus, memory and disk, and
 * holds containers to cpus and memory.
 */
@NullMarked
package io.slipway.local.marathon;

import org.jspecify.annotations.NullMarked;
