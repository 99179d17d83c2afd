package io.slipway.local.marathon.scheduler;

import io.slipway.local.marathon.definition.AppVersion;
import io.slipway.local.marathon.definition.Refusal;
import io.slipway.local.marathon.definition.Resources;
import java.nio.file.Path;

/**
 * Describes the one machine that tasks run on.
 *
 * @param host the name that tasks are reached under
 * @param id constant for the life of a scheduler, {@code <uuid>-S0}
 * @param total what all tasks together may take
 * @param runsContainers whether there is an engine for them
 */
public record Agent(
        String host, String id, Path sandboxes, Resources total, int firstPort, int lastPort, boolean runsContainers) {

    /** Refuses an app that nobody here could start. */
    void check(AppVersion app) {
        if (!runsContainers && app.definition().container().isPresent()) {
            throw Refusal.rule(
                    "/container/docker",
                    "Docker containers are not run by this scheduler: start it with --executor docker.");
        }
    }
}
