package io.slipway.launcher.cli;

import io.slipway.bamboo.EdgeException;
import io.slipway.bamboo.alone.EdgeAlone;
import io.slipway.bamboo.alone.EdgeFileException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the edge as a process of its own, beside any Marathon and any Consul. */
@Command(
        name = "edge",
        description =
                "Run HAProxy in step with a Marathon and a Consul, until it is stopped. No \"slipway up\" is needed.")
final class ServeEdgeCommand implements Callable<Integer> {

    private final Context context;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            required = true,
            description = "Where to listen and whom to follow; docs/edge-api.md shows one.")
    private Path config = Path.of("");

    ServeEdgeCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        System.setProperty("logback.configurationFile", "logback-edge.xml");
        try (EdgeAlone edge = EdgeAlone.start(config)) {
            context.out().println(edge.said());
            new CountDownLatch(1).await();
        } catch (EdgeFileException e) {
            throw CommandFailure.badInput(String.valueOf(e.getMessage()));
        } catch (EdgeException e) {
            throw CommandFailure.failed(String.valueOf(e.getMessage()));
        } catch (InterruptedException stopped) {
            // By SIGTERM or Ctrl-C: that is how a server ends.
            return ExitCode.OK;
        }
        return ExitCode.OK;
    }
}
