package io.slipway.launcher.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.launcher.plan.Plan;
import io.slipway.launcher.plan.Planner;
import io.slipway.launcher.spec.Deployable;
import io.slipway.launcher.spec.ServiceFolder;
import io.slipway.launcher.spec.SettingsDocument;
import io.slipway.local.marathon.LocalMarathon;
import io.slipway.marathon.AppId;
import io.slipway.marathon.Marathon;
import io.slipway.marathon.http.MarathonClient;
import io.slipway.marathon.rollout.Patience;
import io.slipway.registry.testing.InMemoryRegistry;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plans against what the local scheduler answers; with no instances, so that nothing runs. */
class LocalMarathonPlanTest {

    private static final String NONE = ServiceFolder.PLAYBOOK.replace("instances: 2", "instances: 0");

    @TempDir
    Path folder;

    @Test
    void afterAPlanIsAppliedThePlanIsEmpty() throws Exception {
        ServiceFolder service = ServiceFolder.in(folder.resolve("orders")).playbook("local", NONE);
        try (LocalMarathon server = LocalMarathon.start(new LocalMarathon.Options(
                        "127.0.0.1", 0, 31000, 31001, folder.resolve("sandboxes"), folder.resolve("run")));
                Marathon marathon = MarathonClient.connect(List.of(server.uri()));
                InMemoryRegistry registry = new InMemoryRegistry()) {
            ArtifactStore artifacts = new ArtifactStore(folder.resolve("artifacts"));
            MarathonEngine engine = new MarathonEngine(marathon, registry, artifacts, Patience.DEFAULT, line -> {});

            engine.apply(plan(service, marathon, registry, artifacts));
            assertThat(plan(service, marathon, registry, artifacts).isEmpty()).isTrue();

            service.artifact("another jar").playbook("local", NONE.replace("-Xmx128m", "-Xmx64m"));
            engine.apply(plan(service, marathon, registry, artifacts));
            assertThat(plan(service, marathon, registry, artifacts).isEmpty()).isTrue();
        }
    }

    private static Plan plan(
            ServiceFolder service, Marathon marathon, InMemoryRegistry registry, ArtifactStore artifacts) {
        Deployable wanted = service.read();
        return Planner.plan(
                wanted,
                artifacts.locate("orders", wanted.artifact()),
                URI.create("http://127.0.0.1:9603"),
                marathon.app(AppId.of("/orders")),
                registry.entry(SettingsDocument.key("orders")));
    }
}
