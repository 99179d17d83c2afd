package io.slipway.marathon.testing;

import io.slipway.marathon.AppId;
import io.slipway.marathon.AppSpec;
import io.slipway.marathon.Deployment;
import io.slipway.marathon.Deployment.Step;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Holds one deployment in progress.
 *
 * @param before what a rollback goes back to; an app that was created had nothing
 */
record InMemoryDeployment(String id, String version, Map<AppId, Optional<AppSpec>> before, List<Step> steps) {

    boolean holds(AppId app) {
        return before.containsKey(app);
    }

    Deployment seen() {
        int last = steps.size();
        return new Deployment(
                id,
                version,
                List.copyOf(before.keySet()),
                last,
                last,
                steps,
                last == 0 ? List.of() : steps.get(last - 1).actions());
    }
}
