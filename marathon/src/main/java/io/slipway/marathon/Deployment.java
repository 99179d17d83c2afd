package io.slipway.marathon;

import java.util.List;

/** Shows a deployment that is still in progress. */
public record Deployment(String id, String version, List<AppId> affectedApps, int currentStep, int totalSteps) {

    public Deployment {
        affectedApps = List.copyOf(affectedApps);
    }
}
