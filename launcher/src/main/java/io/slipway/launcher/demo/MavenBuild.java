package io.slipway.launcher.demo;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Builds generated services with Maven, as their owners would. */
final class MavenBuild {

    private final String maven;
    private final Path logs;

    MavenBuild(String maven, Path logs) {
        this.maven = maven;
        this.logs = logs;
    }

    /**
     * Says what to build, and how far.
     *
     * @param name of the log
     */
    record Order(Path project, String name, List<String> arguments) {

        /** Everything, the service's tests included. */
        static Order verify(Path project) {
            return new Order(project, project.getFileName().toString(), List.of("verify"));
        }

        /** Another version of what is already tested. */
        static Order version(Path project, String version) {
            return new Order(
                    project,
                    project.getFileName() + "-" + version,
                    List.of("package", "-DskipTests", "-Drevision=" + version));
        }
    }

    /** Counts what a build did. */
    record Outcome(int tests, Duration took, Path log) {}

    private record Running(Order order, Process process, Instant begun, Path log) {}

    /** Builds at the same time; throws {@link DemoFailure} with the log's errors where one fails. */
    List<Outcome> all(List<Order> orders) throws InterruptedException {
        List<Running> builds = new ArrayList<>();
        try {
            for (Order order : orders) {
                builds.add(start(order));
            }
            List<Outcome> outcomes = new ArrayList<>();
            for (Running build : builds) {
                outcomes.add(outcome(build));
            }
            return outcomes;
        } finally {
            builds.forEach(MavenBuild::end);
        }
    }

    private Running start(Order order) {
        List<String> command = new ArrayList<>(List.of(
                maven, "-B", "-q", "-f", order.project().resolve("pom.xml").toString()));
        command.addAll(order.arguments());
        Path log = logs.resolve(order.name() + ".log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(new File("/dev/null"))
                .redirectOutput(log.toFile());
        // A build lives for seconds: what C2 would win later it loses here.
        builder.environment().merge("MAVEN_OPTS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC", (a, b) -> a + " " + b);
        try {
            Files.createDirectories(logs);
            return new Running(order, builder.start(), Instant.now(), log);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start " + maven + ": " + e.getMessage(), e);
        }
    }

    private static Outcome outcome(Running build) throws InterruptedException {
        if (build.process().waitFor() != 0) {
            throw new DemoFailure(BuildLog.explain(build.log()));
        }
        Duration took = Duration.between(build.begun(), Instant.now());
        return new Outcome(BuildLog.tests(build.order().project()), took, build.log());
    }

    /** Ends what is left of it after a failure or an interrupt, and waits, so that it writes nothing any more. */
    private static void end(Running build) {
        Stream<ProcessHandle> all = Stream.concat(
                build.process().descendants(), Stream.of(build.process().toHandle()));
        List<ProcessHandle> left = all.filter(ProcessHandle::isAlive).toList();
        left.forEach(ProcessHandle::destroy);
        left.forEach(process -> process.onExit().join());
    }
}
