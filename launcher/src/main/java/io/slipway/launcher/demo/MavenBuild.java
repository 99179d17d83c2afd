package io.slipway.launcher.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Builds a generated service with Maven, as its owner would. */
final class MavenBuild {

    private static final Pattern TESTS = Pattern.compile("<testsuite [^>]*\\btests=\"(\\d+)\"");
    private static final Pattern NO_NETWORK =
            Pattern.compile("Could not transfer|Unknown host|Network is unreachable|Connection (refused|timed out)");

    private final String maven;
    private final Path logs;

    MavenBuild(String maven, Path logs) {
        this.maven = maven;
        this.logs = logs;
    }

    /** Counts what a build did. */
    record Outcome(int tests, Duration took) {}

    /** Throws {@link DemoFailure} with the log's errors where the build fails. */
    Outcome verify(Path project, String... options) throws InterruptedException {
        Instant begun = Instant.now();
        Path log = logs.resolve("build-" + project.getFileName() + ".log");
        Process process = start(command(project, options), log);
        try {
            if (process.waitFor() != 0) {
                throw new DemoFailure(explain(log));
            }
        } catch (InterruptedException e) {
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroy();
            throw e;
        }
        return new Outcome(tests(project), Duration.between(begun, Instant.now()));
    }

    private List<String> command(Path project, String... options) {
        List<String> command = new ArrayList<>(List.of(maven, "-B", "-q", "-f", project.resolve("pom.xml") + ""));
        command.addAll(List.of(options));
        command.add("verify");
        return command;
    }

    private static Process start(List<String> command, Path log) {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(log.toFile());
        // A build lives for seconds: what C2 would win later it loses here.
        builder.environment().merge("MAVEN_OPTS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC", (a, b) -> a + " " + b);
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start " + command.get(0), e);
        }
    }

    private static String explain(Path log) {
        String text = read(log);
        if (NO_NETWORK.matcher(text).find()) {
            return "Maven cannot reach its repository: check the network, or ~/.m2/settings.xml; see " + log;
        }
        List<String> errors = text.lines()
                .filter(line -> line.startsWith("[ERROR]"))
                .limit(5)
                .toList();
        return "the build failed, see " + log + ": " + String.join(" ", errors);
    }

    private static int tests(Path project) {
        Path reports = project.resolve("target/surefire-reports");
        if (!Files.isDirectory(reports)) {
            return 0;
        }
        try (Stream<Path> files = Files.list(reports)) {
            return files.filter(file -> file.toString().endsWith(".xml"))
                    .map(MavenBuild::read)
                    .map(TESTS::matcher)
                    .filter(Matcher::find)
                    .mapToInt(match -> Integer.parseInt(match.group(1)))
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + reports, e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }
}
