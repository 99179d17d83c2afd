package io.slipway.launcher.cli;

import io.slipway.launcher.terminal.CommandLogging;
import io.slipway.local.marathon.LocalMarathon;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the local Marathon scheduler as a process of its own. */
@Command(
        name = "marathon",
        description =
                "Run a Marathon scheduler, until it is stopped. When it is killed instead, its tasks go on serving,"
                        + " and the next one over the same folder adopts them.")
final class ServeMarathonCommand implements Callable<Integer> {

    private static final int HIGHEST_PORT = 65_535;

    // Where Mesos agents have theirs.
    private static final int FIRST_TASK_PORT = 31_000;
    private static final int LAST_TASK_PORT = 32_000;

    /** Names how tasks are run. */
    enum Executor {
        PROCESS,
        DOCKER
    }

    private final Context context;

    @Option(
            names = "--port",
            paramLabel = "P",
            defaultValue = "8080",
            description =
                    "Where Marathon's API listens on 127.0.0.1 (default: ${DEFAULT-VALUE}); 0 takes any free port.")
    private int port;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            required = true,
            description = "Where to keep apps, and the sandboxes of tasks.")
    private Path data = Path.of("");

    @Option(
            names = "--executor",
            paramLabel = "HOW",
            defaultValue = "process",
            description = "How to run tasks (${COMPLETION-CANDIDATES}): as plain processes, or those that want a"
                    + " container as such, by the Docker engine that DOCKER_HOST names, else by the machine's own.")
    private Executor executor = Executor.PROCESS;

    ServeMarathonCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        if (port < 0 || port > HIGHEST_PORT) {
            throw CommandFailure.badInput("--port " + port + " is no port: give one from 0 to " + HIGHEST_PORT + ".");
        }
        // A server says on standard error what goes wrong in it; the other commands have nothing to log.
        CommandLogging.asServer();
        LocalMarathon.Options options = new LocalMarathon.Options(
                        "127.0.0.1",
                        port,
                        FIRST_TASK_PORT,
                        LAST_TASK_PORT,
                        data.resolve("sandboxes"),
                        data.resolve("run"))
                .with(data.resolve("apps"));
        if (executor == Executor.DOCKER) {
            options = options.withContainers();
        }
        try (LocalMarathon marathon = LocalMarathon.start(options)) {
            context.out().println("Marathon's API is on " + marathon.uri() + " (apps are kept in " + data + ").");
            new CountDownLatch(1).await();
        } catch (InterruptedException stopped) {
            // By SIGTERM or Ctrl-C: that is how a server ends.
            return ExitCode.OK;
        }
        return ExitCode.OK;
    }
}
