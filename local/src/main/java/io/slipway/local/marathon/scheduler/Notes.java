package io.slipway.local.marathon.scheduler;

import io.slipway.marathon.AppId;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Remembers how far a deployment's current step is.
 *
 * @param victims ids of instances that shall go first, by app
 */
record Notes(Map<AppId, Set<String>> victims, Map<AppId, Work> works) {

    Notes {
        victims = Map.copyOf(victims);
        works = Map.copyOf(works);
    }

    Notes with(AppId app, Work work) {
        Map<AppId, Work> next = new HashMap<>(works);
        next.put(app, work);
        return new Notes(victims, next);
    }

    /** Begins the next step. */
    Notes fresh() {
        return new Notes(victims, Map.of());
    }
}
