package io.slipway.local.marathon.scheduler;

import io.slipway.local.marathon.definition.Resources;
import java.nio.file.Path;

/**
 * Describes the one machine that tasks run on.
 *
 * @param host the name that tasks are reached under
 * @param id constant for the life of a scheduler, {@code <uuid>-S0}
 * @param total what all tasks together may take
 */
public record Agent(String host, String id, Path sandboxes, Resources total, int firstPort, int lastPort) {}
