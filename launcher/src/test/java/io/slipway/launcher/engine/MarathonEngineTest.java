package io.slipway.launcher.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.slipway.launcher.plan.Artifact;
import io.slipway.launcher.plan.Plan;
import io.slipway.launcher.plan.Planner;
import io.slipway.launcher.spec.ServiceFolder;
import io.slipway.launcher.spec.SettingsDocument;
import io.slipway.marathon.App;
import io.slipway.marathon.AppId;
import io.slipway.marathon.AppSpec;
import io.slipway.marathon.DeploymentResult;
import io.slipway.marathon.Marathon;
import io.slipway.marathon.Task;
import io.slipway.marathon.rollout.Patience;
import io.slipway.marathon.testing.Fate;
import io.slipway.marathon.testing.InMemoryMarathon;
import io.slipway.registry.testing.InMemoryRegistry;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MarathonEngineTest {

    private static final URI CONSUL = URI.create("http://127.0.0.1:9603");
    private static final AppId ID = AppId.of("/orders");
    private static final Patience QUICK = new Patience(Duration.ofSeconds(1), Duration.ofMillis(20), 2);

    @TempDir
    Path folder;

    private final InMemoryMarathon marathon = InMemoryMarathon.selfRunning(MarathonEngineTest::fate);
    private final InMemoryMarathon byHand = new InMemoryMarathon();
    private final InMemoryRegistry registry = new InMemoryRegistry();
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private ServiceFolder service;

    /** The name of the variable that a test sets decides what becomes of new tasks. */
    private static Fate fate(AppSpec spec) {
        return Fate.valueOf(spec.env().getOrDefault("FATE", "HEALTHY"));
    }

    @BeforeEach
    void write() {
        service = ServiceFolder.in(folder.resolve("orders"))
                .spec(ServiceFolder.SPEC.replace("SLIPWAY_DRAIN: 2s", "FATE: HEALTHY\n  A: 1"));
    }

    @AfterEach
    void close() {
        marathon.close();
        byHand.close();
        registry.close();
    }

    @Test
    void aNewServiceRunsWithItsArtifactKeptAndItsSettingsDeclared() throws Exception {
        deploy();

        App app = app();
        assertThat(app.isAsWanted()).isTrue();
        assertThat(app.tasks()).hasSize(2);
        Artifact artifact = artifact();
        assertThat(artifact.kept()).hasContent("a jar");
        assertThat(app.spec().toJson().path("cmd").asText())
                .isEqualTo("exec java $JAVA_OPTS -jar " + artifact.fileName());
        assertThat(SettingsDocument.read(registry.entry("slipway/services/orders/settings")
                        .orElseThrow()
                        .value()))
                .containsOnlyKeys("orders.page-size", "orders.greeting");
        assertThat(lines).containsExactly("orders: 2 of 2 running, 2 healthy");
    }

    @Test
    void afterAnyPlanIsAppliedThePlanIsEmpty() throws Exception {
        Random random = new Random(7);
        for (int i = 0; i < 40; i++) {
            service.spec(randomSpec(random))
                    .playbook("local", randomPlaybook(random))
                    .artifact("jar " + random.nextInt(3));

            deploy();

            assertThat(plan().isEmpty()).as(plan().toString()).isTrue();
        }
    }

    @Test
    void scalingKeepsTheTasks() throws Exception {
        deploy();
        Set<String> before = tasks();

        engine(QUICK).scale("orders", 3);

        assertThat(app().tasks()).hasSize(3);
        assertThat(tasks()).containsAll(before);
    }

    @Test
    void scalingToWhatRunsDoesNothing() throws Exception {
        deploy();
        String version = app().version();

        engine(QUICK).scale("orders", 2);

        assertThat(app().version()).isEqualTo(version);
        assertThat(lines).last().isEqualTo("orders has 2 already");
    }

    @Test
    void aServiceThatIsNotDeployedCannotBeScaled() throws Exception {
        deploy();

        assertThatThrownBy(() -> engine(QUICK).scale("order", 2))
                .hasMessage("No service \"order\" is deployed. Did you mean \"orders\"?");
        assertThatThrownBy(() -> engine(QUICK).scale("../Orders\n", 2))
                .hasMessage("No service \"../Orders\\u000a\" is deployed. Choose from: orders.");
    }

    @Test
    void aServiceThatKeepsFailingIsRolledBackAndTheReasonIsSaid() throws Exception {
        deploy();
        AppSpec before = app().spec();
        fails("FAILING");

        DeployException refusal = catchThrowableOfType(DeployException.class, this::deploy);

        assertThat(refusal).hasMessage("""
                2 new instances of /orders ended before they were ready, the last one by: Command exited with status 1 (TASK_FAILED)
                It was rolled back: what ran before runs, 2 instances.""");
        assertThat(refusal.task()).hasValueSatisfying(task -> assertThat(task).startsWith("orders.instance-"));
        assertThat(app().spec()).isEqualTo(before);
        assertThat(app().isAsWanted()).isTrue();
    }

    @Test
    void aServiceThatNeverGetsHealthyIsRolledBackAtTheDeadline() throws Exception {
        deploy();
        AppSpec before = app().spec();
        fails("UNHEALTHY");

        assertThatThrownBy(this::deploy).hasMessage("""
                /orders was not ready within 1 s: 2 of 2 new instances do not pass their health check, MESOS_HTTP \
                /actuator/health/readiness
                It was rolled back: what ran before runs, 2 instances.""");
        assertThat(app().spec()).isEqualTo(before);
        assertThat(lines)
                .containsExactly(
                        "orders: 2 of 2 running, 2 healthy",
                        "orders: 2 of 2 running, 0 healthy; 2 of before still run",
                        "orders: not ready; going back to what was before",
                        "orders: 2 of 2 running, 2 healthy");
    }

    @Test
    void tasksThatAreKilledBecauseTheyStayUnhealthyCount() {
        CompletableFuture<Void> deployment = deployByHand();

        for (int port = 1; port <= 2; port++) {
            Task task = byHand.addTask(ID, port);
            byHand.setHealth(task.id(), false);
            byHand.removeTask(task.id());
        }

        assertThatThrownBy(deployment::get).cause().hasMessage("""
                2 new instances of /orders ended before they were ready, the last one by: TASK_KILLED, as when a health \
                check keeps failing
                It was rolled back: it is new, so nothing of it runs.""");
    }

    @Test
    void aNewServiceThatFailsIsRemovedAgain() {
        fails("FAILING");

        assertThatThrownBy(this::deploy).hasMessage("""
                2 new instances of /orders ended before they were ready, the last one by: Command exited with status 1 (TASK_FAILED)
                It was rolled back: it is new, so nothing of it runs.""");
        assertThat(marathon.app(ID)).isEmpty();
        assertThat(registry.entry("slipway/services/orders/settings")).isEmpty();
    }

    @Test
    void aServiceThatAnotherDeploymentHoldsIsLeftAlone() throws Exception {
        deploy();
        DeploymentResult other = marathon.replace(app().spec().withEnv(Map.of("FATE", "UNHEALTHY")), false);
        service.artifact("another jar");

        assertThatThrownBy(this::deploy)
                .hasMessage("Another deployment holds /orders: " + other.deploymentId()
                        + ". Wait until it ends, and try again.");
        assertThat(app().version()).isEqualTo(other.version());
    }

    @Test
    void aDeploymentThatSomebodyElseOverridesIsNotUndone() throws Exception {
        CompletableFuture<Void> deployment = deployByHand();

        DeploymentResult theirs = byHand.replace(AppSpec.of(ID).withCmd("sleep 1"), true);

        assertThatThrownBy(deployment::get)
                .isInstanceOf(ExecutionException.class)
                .cause()
                .hasMessage(
                        "Somebody else cancelled the deployment of /orders, or changed the app meanwhile. Look at what"
                                + " runs with \"slipway status\", and deploy again.");
        assertThat(byHand.app(ID).orElseThrow().version()).isEqualTo(theirs.version());
    }

    @Test
    void marathonMayBeAwayForAWhile() throws Exception {
        CompletableFuture<Void> deployment = deployByHand();

        byHand.goAway();
        await().until(() -> lines.contains("orders: Marathon does not answer; waiting for it"));
        byHand.comeBack();
        for (int port = 1; port <= 2; port++) {
            byHand.setHealth(byHand.addTask(ID, port).id(), true);
        }

        deployment.get();
        assertThat(lines).last().isEqualTo("orders: 2 of 2 running, 2 healthy");
    }

    @Test
    void withoutEventsSuccessIsToldByTheState() throws Exception {
        engine(QUICK, deaf(marathon)).apply(plan());

        assertThat(app().isAsWanted()).isTrue();
    }

    @Test
    void withoutEventsCancellationIsToldByTheState() {
        CompletableFuture<Void> deployment = deployOn(deaf(byHand));

        byHand.replace(AppSpec.of(ID).withCmd("sleep 1").withInstances(0), true);

        assertThatThrownBy(deployment::get)
                .cause()
                .hasMessageStartingWith("Somebody else cancelled the deployment of /orders");
    }

    @Test
    void anInterruptedDeploymentIsUndone() throws Exception {
        Thread thread = new Thread(() -> {
            try {
                engine(new Patience(Duration.ofMinutes(1), Duration.ofMillis(20), 3), byHand)
                        .apply(plan());
            } catch (InterruptedException e) {
                lines.add("interrupted");
            }
        });
        thread.start();
        await().until(() -> byHand.app(ID).isPresent());

        thread.interrupt();

        thread.join();
        assertThat(lines).contains("orders: interrupted; going back to what was before", "interrupted");
        assertThat(byHand.app(ID)).isEmpty();
    }

    @Test
    void settingsThatSomebodyElseDeclaredMeanwhileAreNotOverwritten() throws Exception {
        Plan plan = plan();
        registry.put("slipway/services/orders/settings", "{}");

        assertThatThrownBy(() -> engine(QUICK).apply(plan))
                .hasMessage(
                        "Somebody else declared the settings of orders meanwhile. Deploy again: the plan is made anew.");
        assertThat(registry.entry("slipway/services/orders/settings")
                        .orElseThrow()
                        .value())
                .isEqualTo("{}");
    }

    private void fails(String fate) {
        service.spec(ServiceFolder.SPEC.replace("SLIPWAY_DRAIN: 2s", "FATE: " + fate));
    }

    private void deploy() throws InterruptedException {
        engine(QUICK).apply(plan());
    }

    /** Deploys, and returns when Marathon has begun; its tasks are moved by hand. */
    private CompletableFuture<Void> deployByHand() {
        return deployOn(byHand);
    }

    private CompletableFuture<Void> deployOn(Marathon on) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Plan plan = Planner.plan(
                service.read(), artifact(), CONSUL, byHand.app(ID), registry.entry(SettingsDocument.key("orders")));
        Thread thread = new Thread(() -> {
            try {
                engine(new Patience(Duration.ofSeconds(10), Duration.ofMillis(20), 2), on)
                        .apply(plan);
                done.complete(null);
            } catch (InterruptedException | RuntimeException e) {
                done.completeExceptionally(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
        await().until(() -> byHand.app(ID).isPresent());
        return done;
    }

    private Plan plan() {
        return Planner.plan(
                service.read(), artifact(), CONSUL, marathon.app(ID), registry.entry(SettingsDocument.key("orders")));
    }

    private Artifact artifact() {
        return store().locate("orders", service.read().artifact());
    }

    private MarathonEngine engine(Patience patience) {
        return engine(patience, marathon);
    }

    /** Answers as another one does, and never sends an event. */
    private static Marathon deaf(Marathon marathon) {
        return (Marathon) Proxy.newProxyInstance(
                Marathon.class.getClassLoader(), new Class<?>[] {Marathon.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("listen")) {
                        return (AutoCloseable) () -> {};
                    }
                    try {
                        return method.invoke(marathon, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private MarathonEngine engine(Patience patience, Marathon on) {
        return new MarathonEngine(on, registry, store(), patience, lines::add);
    }

    private ArtifactStore store() {
        return new ArtifactStore(folder.resolve("artifacts"));
    }

    private App app() {
        return marathon.app(ID).orElseThrow();
    }

    private Set<String> tasks() {
        return app().tasks().stream().map(Task::id).collect(Collectors.toSet());
    }

    private static String randomSpec(Random random) {
        String spec = "name: orders\nartifact: target/orders.jar\nhealth:\n  path: /h" + random.nextInt(3)
                + "\n  interval: " + (1 + random.nextInt(5)) + "s\n";
        spec += random.nextBoolean() ? "route: /r" + random.nextInt(3) + "\n" : "";
        spec += random.nextBoolean() ? "team: t" + random.nextInt(3) + "\n" : "";
        spec += "environment:\n";
        for (int key = 0; key < random.nextInt(4); key++) {
            spec += "  K" + key + ": \"" + random.nextInt(3) + "\"\n";
        }
        spec += "settings:\n";
        for (int key = 0; key < random.nextInt(3); key++) {
            spec += "  orders.k" + key + ": { type: int, default: " + random.nextInt(3) + " }\n";
        }
        return spec;
    }

    private static String randomPlaybook(Random random) {
        return "instances: " + random.nextInt(4) + "\ncpus: " + (1 + random.nextInt(20)) / 10.0 + "\nmemory: "
                + (64 + random.nextInt(3)) + "\n";
    }
}
