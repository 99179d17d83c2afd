package io.slipway.launcher.demo;

import io.slipway.launcher.load.LoadGenerator;
import io.slipway.launcher.load.Request;
import io.slipway.local.platform.RunningProcess;
import io.slipway.marathon.Task;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Sends steady load through the edge while an instance is killed, orders is scaled, and a new version is rolled out.
 *
 * <p>Every request is counted, and this client sends none twice: what is not lost was kept by the edge.
 */
final class UnderLoad implements Chapter {

    private static final String NEXT_VERSION = "2.0.0";
    private static final int PER_SECOND = 100;
    private static final int POST_EVERY = 5;
    private static final Duration STEADY = Duration.ofSeconds(3);

    /** Long enough to see what a change did to the requests that came after it. */
    private static final Duration AFTERMATH = Duration.ofSeconds(1);

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final MavenBuild maven;

    UnderLoad(MavenBuild maven) {
        this.maven = maven;
    }

    @Override
    public String title() {
        return "under load: kill an instance, scale, roll out a version";
    }

    @Override
    public void play(Stage stage) throws InterruptedException {
        // Before the load, which would have to share the machine with Maven.
        stage.tell("mvn package -Drevision=" + NEXT_VERSION + ", in orders");
        maven.all(List.of(MavenBuild.Order.version(stage.project(Stage.ORDERS), NEXT_VERSION)));
        stage.tell("%d requests a second to %s, one in %d a POST"
                .formatted(PER_SECOND, stage.addresses().edge("/orders"), POST_EVERY));
        try (LoadGenerator load = LoadGenerator.start(stage.addresses().edge("/"), PER_SECOND, UnderLoad::request)) {
            RunningProcess victim = victim(stage);
            Phase steady = phase(load, 0, () -> Thread.sleep(STEADY.toMillis()));
            Kill kill = Kill.of(victim, load::now);
            Phase killed = phase(load, steady.to(), () -> replaced(stage, kill));
            Phase scaled = phase(load, killed.to(), () -> scale(stage));
            Phase rolledOut = phase(load, scaled.to(), () -> rollOut(stage));
            Phase after = phase(load, rolledOut.to(), () -> Thread.sleep(AFTERMATH.toMillis()));
            LoadReport report = new LoadReport(load.finish(), edge(stage), log(stage));
            stage.row(report.steady(steady));
            stage.row(report.killedGets(killed));
            stage.row(report.killedPosts(killed, kill));
            stage.row(report.scaled(scaled));
            stage.row(report.rolledOut(rolledOut, NEXT_VERSION));
            stage.row(report.version(rolledOut, after, NEXT_VERSION));
            stage.row(report.whole());
        }
    }

    private static String edge(Stage stage) {
        return stage.addresses().edgePage("/").toString();
    }

    private static String log(Stage stage) {
        return stage.shown(stage.home().logs().resolve("haproxy.log"));
    }

    private static Request request(long number) {
        return number % POST_EVERY == 0
                ? Request.post("/orders", "{\"name\":\"Ada\"}")
                : Request.get("/orders/" + number);
    }

    /** Does something, and notes when it was done; each phase begins where the one before ended, so that no request is left out. */
    private static Phase phase(LoadGenerator load, long from, Doing doing) throws InterruptedException {
        doing.run();
        return new Phase(from, load.now());
    }

    private interface Doing {
        void run() throws InterruptedException;
    }

    private static RunningProcess victim(Stage stage) {
        Task task = stage.runningTasks(Stage.ORDERS).get(0);
        return RunningProcess.of(stage.home()).stream()
                .filter(process -> process.name().equals(task.id()))
                .findFirst()
                .orElseThrow(() -> new DemoFailure("no pid file names the process of " + task.id()));
    }

    private static void replaced(Stage stage, Kill kill) throws InterruptedException {
        stage.tell("kill -9 " + kill.process().pid() + ", which was "
                + kill.process().name());
        stage.awaitRouted(
                Stage.ORDERS, 2, LIMIT, task -> !task.id().equals(kill.process().name()));
        stage.tell("another instance took its place");
        Thread.sleep(AFTERMATH.toMillis());
    }

    private static void scale(Stage stage) throws InterruptedException {
        for (int instances : new int[] {3, 2}) {
            stage.slipway("scale", Stage.ORDERS, String.valueOf(instances));
            stage.awaitRouted(Stage.ORDERS, instances, LIMIT);
            Thread.sleep(AFTERMATH.toMillis());
        }
    }

    private static void rollOut(Stage stage) throws InterruptedException {
        Set<String> old =
                stage.runningTasks(Stage.ORDERS).stream().map(Task::id).collect(Collectors.toSet());
        stage.slipway("deploy", stage.project(Stage.ORDERS).toString());
        stage.awaitRouted(Stage.ORDERS, 2, LIMIT, task -> !old.contains(task.id()));
    }
}
