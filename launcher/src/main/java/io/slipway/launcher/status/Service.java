package io.slipway.launcher.status;

import java.util.List;

/**
 * Shows a service with its instances.
 *
 * @param app its id in Marathon; empty for one that only Consul knows
 * @param routes where the edge takes requests for it; empty for an internal one
 * @param wanted how many instances Marathon is asked to run
 * @param deploying whether Marathon is at work on it
 */
record Service(String name, String app, String routes, int wanted, boolean deploying, List<Instance> instances) {

    Service {
        instances = List.copyOf(instances);
    }

    long running() {
        return instances.stream()
                .filter(instance -> !instance.marathon().equals(Instance.ABSENT))
                .count();
    }
}
