package io.slipway.local.platform;

import java.nio.file.Path;
import java.util.Map;

/** Names the folders below {@code SLIPWAY_HOME}, which hold everything that running leaves on a machine. */
public record Home(Path root) {

    public Home {
        root = root.toAbsolutePath().normalize();
    }

    public static Home at(Path root) {
        return new Home(root);
    }

    /** Follows {@code SLIPWAY_HOME}; without it, {@code .slipway} in the working folder. */
    public static Home of(Map<String, String> environment) {
        return at(Path.of(environment.getOrDefault("SLIPWAY_HOME", ".slipway")));
    }

    /** Sockets, pid files, and who runs. */
    public Path run() {
        return root.resolve("run");
    }

    /** Pid files of tasks: what is alive of them when a platform was killed is adopted by the next. */
    Path tasks() {
        return run().resolve("tasks");
    }

    public Path logs() {
        return root.resolve("logs");
    }

    /** One folder per task. */
    public Path sandboxes() {
        return root.resolve("sandboxes");
    }

    /** What was deployed, by name and content. */
    public Path artifacts() {
        return root.resolve("artifacts");
    }

    /** What the parts remember across restarts. */
    public Path data() {
        return root.resolve("data");
    }

    /** The demo's scratch folder. */
    public Path demo() {
        return root.resolve("demo");
    }
}
