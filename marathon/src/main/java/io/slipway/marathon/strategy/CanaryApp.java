package io.slipway.marathon.strategy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.slipway.marathon.AppId;
import io.slipway.marathon.AppSpec;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Describes a canary as Marathon can run it: an app beside the stable one, with its labels, so that a load balancer
 * that goes by them can send both the same requests.
 *
 * <p>Whether it does is up to the load balancer: one that gives a route to one app alone must be taught to join siblings.
 *
 * <p>To promote is to replace the stable app by {@link #promoted} and then delete the canary; to abort is to delete it.
 */
public final class CanaryApp {

    /** Names the stable app, on the canary. */
    public static final String LABEL = "slipway.canary-of";

    private CanaryApp() {}

    /** Returns the id beside an app: an app cannot stand below another. */
    public static AppId idOf(AppId stable) {
        return AppId.of(stable.path() + "-canary");
    }

    /**
     * Returns the canary to create.
     *
     * @param changed what the stable app would become; its labels win over those of the stable one
     */
    public static AppSpec of(AppSpec stable, AppSpec changed, Share share) {
        Map<String, String> labels = new TreeMap<>(stable.labels());
        labels.putAll(changed.labels());
        labels.put(LABEL, stable.id().path());
        return changed.with(
                        "id",
                        JsonNodeFactory.instance.textNode(idOf(stable.id()).path()))
                .withLabels(labels)
                .withInstances(share.of(stable.instances()));
    }

    /** Returns the app that a canary stands for; empty for one that is no canary. */
    public static Optional<AppId> stableOf(AppSpec app) {
        return Optional.ofNullable(app.labels().get(LABEL)).map(AppId::of);
    }

    /** Returns what the stable app becomes: the canary's definition, with its own id, labels and number of instances. */
    public static AppSpec promoted(AppSpec stable, AppSpec canary) {
        Map<String, String> labels = new TreeMap<>(canary.labels());
        labels.remove(LABEL);
        return canary.with("id", JsonNodeFactory.instance.textNode(stable.id().path()))
                .withLabels(labels)
                .withInstances(stable.instances());
    }
}
