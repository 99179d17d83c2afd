package io.slipway.launcher.status;

import java.util.ArrayList;
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
        return instances.stream().filter(Instance::isRunByMarathon).count();
    }

    /** While Marathon is at work on it, its number may differ, and an instance may not be there yet everywhere. */
    List<String> disagreements() {
        List<String> found = new ArrayList<>();
        if (!app.isEmpty() && !deploying && running() != wanted) {
            found.add("Marathon is asked for " + wanted + " instances of " + name + " and runs " + running());
        }
        instances.forEach(instance -> instance.disagreement().ifPresent(found::add));
        return found;
    }
}
