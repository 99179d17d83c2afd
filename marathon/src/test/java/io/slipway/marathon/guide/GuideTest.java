package io.slipway.marathon.guide;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.marathon.App;
import io.slipway.marathon.AppId;
import io.slipway.marathon.AppSpec;
import io.slipway.marathon.DeploymentResult;
import io.slipway.marathon.HealthCheck;
import io.slipway.marathon.Marathon;
import io.slipway.marathon.PortDefinition;
import io.slipway.marathon.UpgradeStrategy;
import io.slipway.marathon.http.Credentials;
import io.slipway.marathon.http.MarathonClient;
import io.slipway.marathon.http.Options;
import io.slipway.marathon.http.Tls;
import io.slipway.marathon.lint.AppLint;
import io.slipway.marathon.lint.Finding;
import io.slipway.marathon.rollout.DeploymentWatch;
import io.slipway.marathon.rollout.DeploymentWatch.Outcome;
import io.slipway.marathon.rollout.Losses;
import io.slipway.marathon.rollout.Obstacles;
import io.slipway.marathon.rollout.Patience;
import io.slipway.marathon.rollout.Rollback;
import io.slipway.marathon.strategy.Copy;
import io.slipway.marathon.strategy.Copy.Condition;
import io.slipway.marathon.strategy.Copy.Generation;
import io.slipway.marathon.strategy.Fleet;
import io.slipway.marathon.strategy.Moves;
import io.slipway.marathon.strategy.Strategy;
import io.slipway.marathon.testing.Fate;
import io.slipway.marathon.testing.InMemoryMarathon;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Runs the examples of docs/marathon.md, and holds the page to them. */
class GuideTest {

    private final Marathon marathon =
            InMemoryMarathon.selfRunning(spec -> spec.env().containsKey("SICK") ? Fate.UNHEALTHY : Fate.HEALTHY);
    private final CountDownLatch refreshed = new CountDownLatch(1);

    @AfterEach
    void close() {
        marathon.close();
    }

    @Test
    void everyExampleOfThePageStandsHere() throws Exception {
        String page = Files.readString(Path.of("../docs/marathon.md"));
        String here = flat(Files.readString(Path.of("src/test/java/io/slipway/marathon/guide/GuideTest.java")));

        List<String> examples = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL)
                .matcher(page)
                .results()
                .map(example -> flat(example.group(1)))
                .toList();

        assertThat(examples).hasSize(6).allSatisfy(example -> assertThat(here).contains(example));
    }

    private static String flat(String code) {
        return code.replaceAll("//[^\n]*", "").replaceAll("\\s+", "");
    }

    /** Compiled, not run: the addresses and files are somebody's own. */
    static Marathon connect() {
        // spotless:off
        Marathon marathon = MarathonClient.connect(
                List.of(URI.create("http://10.0.0.1:8080"), URI.create("http://10.0.0.2:8080")),
                Options.DEFAULT
                        .with(Credentials.bearer(Path.of("/run/secrets/marathon-token")))
                        .with(Tls.trusting(Path.of("/etc/ssl/marathon-ca.pem"))));
        // spotless:on
        return marathon;
    }

    private AppSpec create() {
        AppSpec orders = AppSpec.of(AppId.of("/shop/orders"))
                .withCmd("exec java -jar orders.jar")
                .withInstances(2)
                .withPorts(List.of(PortDefinition.named("http")))
                .withHealthChecks(List.of(HealthCheck.mesosHttp("/health", 5)));
        marathon.create(orders);
        return orders;
    }

    @Test
    void anAppIsCreatedAndHasNoTraps() {
        AppSpec orders = create();
        Set<AppId> others = Set.of(orders.id());

        for (Finding finding : AppLint.of(orders, others)) {
            System.out.println(finding); // ERROR /upgradeStrategy/…: … Cure: …
        }

        assertThat(AppLint.of(orders, others)).isEmpty();
        assertThat(marathon.app(orders.id()).orElseThrow().isAsWanted()).isTrue();
    }

    @Test
    void aChangeThatDoesNotSucceedIsUndone() throws Exception {
        AppSpec orders = create();
        AppId id = orders.id();
        AppSpec changed = orders.withEnv(Map.of("SICK", "yes"));
        List<String> said = new CopyOnWriteArrayList<>();
        Consumer<String> say = said::add;
        // One look is enough: in memory nothing gets well by waiting.
        Patience patience = new Patience(Duration.ZERO, Duration.ofMillis(20), 3);

        Optional<App> before = marathon.app(id);
        Losses losses = new Losses(id, before);
        try (DeploymentWatch watch = new DeploymentWatch(marathon, id, patience, losses, say)) {
            watch.listen();
            DeploymentResult deployment = marathon.replace(changed, false);
            if (watch.await(deployment, before) != Outcome.SUCCEEDED) {
                Obstacles.of(marathon, id, marathon::lastLines).forEach(say);
                new Rollback(marathon, id, before).from(deployment);
            }
        }

        assertThat(said).contains("2 of 2 running, 0 healthy; 2 of before still run");
        App after = marathon.app(id).orElseThrow();
        assertThat(after.spec()).isEqualTo(before.orElseThrow().spec());
        assertThat(after.isAsWanted()).isTrue();
    }

    private void refresh() {
        refreshed.countDown();
    }

    @Test
    void aListenerIsToldToFetchTheState() throws Exception {
        AutoCloseable stream = marathon.listen(event -> refresh(), () -> refresh());

        assertThat(refreshed.await(60, TimeUnit.SECONDS)).isTrue();
        stream.close();
    }

    @Test
    void aStrategySaysWhatToDoNext() {
        List<Copy> copies = List.of(new Copy("a", Generation.OLD, Condition.HEALTHY));

        Strategy strategy = Strategy.named("crossover", UpgradeStrategy.DEFAULT);
        Moves moves = strategy.next(new Fleet(2, copies)); // create, drain, kill

        assertThat(moves).isEqualTo(new Moves(2, List.of(), List.of()));
    }
}
