package io.slipway.launcher.plan;

import io.slipway.launcher.spec.Deployable;
import io.slipway.launcher.spec.Playbook;
import io.slipway.launcher.spec.ServiceSpec;
import io.slipway.marathon.AppId;
import io.slipway.marathon.AppSpec;
import io.slipway.marathon.Fetch;
import io.slipway.marathon.HealthCheck;
import io.slipway.marathon.PortDefinition;
import io.slipway.marathon.UpgradeStrategy;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Turns a spec and a playbook into the app that Marathon is to run. */
final class WantedApp {

    // Longer than any drain a service is given by default, so that it ends by itself.
    private static final int KILL_GRACE_SECONDS = 30;

    private WantedApp() {}

    static AppSpec of(Deployable deployable, Artifact artifact, URI consul) {
        ServiceSpec spec = deployable.spec();
        Playbook playbook = deployable.playbook();
        Fetch fetch = new Fetch(artifact.kept().toUri().toString(), false, false, false);
        return AppSpec.of(AppId.of(spec.name()))
                .withCmd("exec java $JAVA_OPTS -jar " + artifact.fileName())
                .withFetch(List.of(fetch))
                .withInstances(playbook.instances())
                .withResources(playbook.cpus(), playbook.memory())
                .withEnv(env(deployable, consul))
                .withLabels(labels(spec))
                .withPorts(List.of(PortDefinition.named("http")))
                .withHealthChecks(List.of(HealthCheck.mesosHttp(
                        spec.health().path(), (int) spec.health().interval().toSeconds())))
                .withUpgradeStrategy(UpgradeStrategy.DEFAULT)
                .withTaskKillGracePeriodSeconds(KILL_GRACE_SECONDS);
    }

    private static Map<String, String> env(Deployable deployable, URI consul) {
        Map<String, String> env = new TreeMap<>(deployable.environment());
        env.putIfAbsent("CONSUL_HTTP_ADDR", consul.getAuthority());
        return env;
    }

    private static Map<String, String> labels(ServiceSpec spec) {
        Map<String, String> labels = new TreeMap<>();
        labels.put("consul", spec.name());
        String team = spec.team();
        if (team != null) {
            labels.put("team", team);
        }
        String route = spec.route();
        if (route != null) {
            labels.put("HAPROXY_0_PATH", route);
            labels.put("HAPROXY_GROUP", "external");
        }
        return labels;
    }
}
