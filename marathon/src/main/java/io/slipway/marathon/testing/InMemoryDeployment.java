package io.slipway.marathon.testing;

import io.slipway.marathon.AppId;
import io.slipway.marathon.AppSpec;
import io.slipway.marathon.Deployment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Holds one deployment in progress.
 *
 * @param before what a rollback goes back to; absent when the app was created
 */
record InMemoryDeployment(
        String id, String version, AppId app, @Nullable AppSpec before) {

    Deployment seen() {
        return new Deployment(id, version, List.of(app), 1, 1);
    }
}
