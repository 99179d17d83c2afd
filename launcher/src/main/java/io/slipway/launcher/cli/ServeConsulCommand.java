package io.slipway.launcher.cli;

import io.slipway.launcher.terminal.CommandLogging;
import io.slipway.local.consul.EmbeddedConsul;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the embedded Consul agent as a process of its own. */
@Command(name = "consul", description = "Run a Consul agent, until it is stopped or told by a client to leave.")
final class ServeConsulCommand implements Callable<Integer> {

    private final Context context;

    @Option(
            names = "--http-port",
            paramLabel = "P",
            defaultValue = "8500",
            description = "Where Consul's API listens on 127.0.0.1 (default: ${DEFAULT-VALUE}); 0 takes any free port.")
    private int port;

    @Option(
            names = "--node",
            paramLabel = "NAME",
            defaultValue = "slipway",
            description = "The name of its node (default: ${DEFAULT-VALUE}).")
    private String node = "";

    @Option(
            names = "--datacenter",
            paramLabel = "DC",
            defaultValue = "dc1",
            description = "The name of its datacenter (default: ${DEFAULT-VALUE}).")
    private String datacenter = "";

    @Option(names = "--data", paramLabel = "DIR", description = "Where to keep what it is told; without it, nowhere.")
    private @Nullable Path data;

    @Option(names = "--enable-script-checks", description = "Let checks run programs on this machine.")
    private boolean scriptChecks;

    ServeConsulCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        if (port < 0 || port > 65_535) {
            throw CommandFailure.badInput("--http-port " + port + " is no port: give one from 0 to 65535.");
        }
        // A server says on standard error what goes wrong in it; the other commands have nothing to log.
        CommandLogging.asServer();
        EmbeddedConsul.Options options = new EmbeddedConsul.Options("127.0.0.1", port, data)
                .named(node, datacenter)
                .withScriptChecks(scriptChecks);
        try (EmbeddedConsul consul = EmbeddedConsul.start(options)) {
            context.out()
                    .println("Consul's API is on " + consul.uri() + " (node " + node + ", datacenter " + datacenter
                            + ", " + (data == null ? "nothing is kept" : "kept in " + data) + ").");
            consul.awaitClosed();
        } catch (InterruptedException stopped) {
            // By SIGTERM or Ctrl-C: that is how a server ends.
            return ExitCode.OK;
        }
        return ExitCode.OK;
    }
}
