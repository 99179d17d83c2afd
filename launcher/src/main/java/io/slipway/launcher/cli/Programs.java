package io.slipway.launcher.cli;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the programs that commands run, as a shell would. */
final class Programs {

    /** Where Debian puts daemons; on the PATH of root only. */
    private static final String DAEMONS = File.pathSeparator + "/usr/local/sbin" + File.pathSeparator + "/usr/sbin";

    private final Map<String, String> environment;

    private Programs(Map<String, String> environment) {
        this.environment = environment;
    }

    static Programs of(Map<String, String> environment) {
        return new Programs(environment);
    }

    String haproxy() {
        return find("haproxy")
                .orElseThrow(() -> CommandFailure.toInstall(
                        "Needs haproxy: run \"sudo apt-get install haproxy\" and" + " try again."))
                .toString();
    }

    /** The slipway script names the Maven it found or installed. */
    String maven() {
        return Optional.ofNullable(environment.get("SLIPWAY_MVN"))
                .or(() -> find("mvn").map(Path::toString))
                .orElseThrow(() -> CommandFailure.toInstall(
                        "Needs Maven, 3.8.6 or newer: run \"sudo apt-get install" + " maven\" and try again."));
    }

    private Optional<Path> find(String program) {
        return Stream.of((environment.getOrDefault("PATH", "") + DAEMONS).split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, program))
                .filter(path -> Files.isRegularFile(path) && Files.isExecutable(path))
                .findFirst();
    }
}
