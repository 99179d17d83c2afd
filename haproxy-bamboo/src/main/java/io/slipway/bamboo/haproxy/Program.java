package io.slipway.bamboo.haproxy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks the haproxy program on this machine. */
final class Program {

    private static final Pattern VERSION = Pattern.compile("HAProxy version ((\\d+)\\.(\\d+)[^ ]*)");

    private final String path;

    /** @param path of the program, or its name on the PATH */
    Program(String path) {
        this.path = path;
    }

    /** Returns the version, {@code 2.6.12-1+deb12u4}; refuses one older than 2.6. */
    String version() throws HaproxyException, InterruptedException {
        String output = Command.run(Duration.ofSeconds(10), List.of(path, "-v")).output();
        Matcher version = VERSION.matcher(output);
        if (!version.find()) {
            throw new HaproxyException(path + " is no HAProxy: \"" + path + " -v\" printed "
                    + output.lines().findFirst().orElse("nothing") + ".");
        }
        int number = Integer.parseInt(version.group(2)) * 1000 + Integer.parseInt(version.group(3));
        if (number < 2006) {
            throw new HaproxyException(path + " is HAProxy " + version.group(1) + ": install 2.6 or newer.");
        }
        return version.group(1);
    }

    /** Refuses a configuration that HAProxy refuses, with what it says about it. */
    void check(Path config) throws HaproxyException, InterruptedException {
        Command.Outcome outcome = Command.run(Duration.ofSeconds(60), List.of(path, "-c", "-f", config.toString()));
        if (outcome.exitCode() != 0) {
            throw new Refused(
                    "HAProxy refuses the new configuration, so the last good one stays: " + alerts(outcome.output()),
                    Refused.culprits(read(config), outcome.output()));
        }
    }

    private static String read(Path config) throws HaproxyException {
        try {
            return Files.readString(config);
        } catch (IOException e) {
            throw new HaproxyException("Cannot read " + config + ": " + e.getMessage() + ".", e);
        }
    }

    /** Returns what to run as the master of a session of its own. */
    List<String> master(Paths paths) {
        return List.of(
                "setsid",
                path,
                "-W",
                "-S",
                paths.masterSocket() + ",mode,600",
                "-f",
                paths.config().toString());
    }

    /** Picks the lines that say what is wrong. */
    static String alerts(String output) {
        List<String> alerts = output.lines()
                .filter(line -> line.contains("[ALERT]") || line.contains("Cannot "))
                .limit(5)
                .map(line ->
                        line.replaceFirst("^\\[ALERT]\\s+\\(\\d+\\) : ", "").strip())
                .toList();
        return alerts.isEmpty() ? output.strip() : String.join(" | ", alerts);
    }
}
