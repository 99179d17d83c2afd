package io.slipway.launcher.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads what a Maven build left: how many tests ran, or why it failed. */
final class BuildLog {

    private static final Pattern TESTS = Pattern.compile("<testsuite [^>]*\\btests=\"(\\d+)\"");
    private static final Pattern NO_NETWORK =
            Pattern.compile("Could not transfer|Unknown host|Network is unreachable|Connection (refused|timed out)");
    private static final int ERRORS = 5;

    private BuildLog() {}

    static String explain(Path log) {
        String text = read(log);
        if (NO_NETWORK.matcher(text).find()) {
            return "Maven cannot reach its repository: check the network, or ~/.m2/settings.xml; see " + log;
        }
        List<String> errors = text.lines()
                .filter(line -> line.startsWith("[ERROR]"))
                .limit(ERRORS)
                .toList();
        return "the build failed, see " + log + ": " + String.join(" ", errors);
    }

    static int tests(Path project) {
        Path reports = project.resolve("target/surefire-reports");
        if (!Files.isDirectory(reports)) {
            return 0;
        }
        try (Stream<Path> files = Files.list(reports)) {
            return files.filter(file -> file.toString().endsWith(".xml"))
                    .map(BuildLog::read)
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
