package io.slipway.local.marathon;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Starts schedulers for tests: each with its own folders, and its own part of the ports that the kernel gives to nobody. */
final class TestServers {

    private static final int PORTS_EACH = 100;
    private static final AtomicInteger NEXT_PORT =
            new AtomicInteger(21_000 + (int) (ProcessHandle.current().pid() % 50) * 100);

    private TestServers() {}

    static LocalMarathon start(Path folder) {
        return LocalMarathon.start(options(folder, null));
    }

    static LocalMarathon.Options options(Path folder, @Nullable Path data) {
        int first = ports();
        LocalMarathon.Options options = new LocalMarathon.Options(
                "127.0.0.1", 0, first, first + PORTS_EACH - 1, folder.resolve("sandboxes"), folder.resolve("run"));
        return data == null ? options : options.with(data);
    }

    /** Returns the first of a hundred ports that no other scheduler under test has. */
    static int ports() {
        return NEXT_PORT.getAndAdd(PORTS_EACH);
    }
}
