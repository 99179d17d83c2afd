package io.slipway.launcher.cli;

import io.slipway.local.platform.Addresses;
import io.slipway.local.platform.DaemonStart;
import io.slipway.local.platform.Platform;
import io.slipway.local.platform.RunningPlatform;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Starts the platform in the background. */
@Command(name = "up", description = "Start the platform on this machine, and print its addresses.")
final class UpCommand implements Callable<Integer> {

    private final Context context;

    @Option(
            names = "--port-base",
            paramLabel = "N",
            defaultValue = "" + Addresses.DEFAULT_BASE,
            converter = PortBase.class,
            description = "The first port (default: ${DEFAULT-VALUE}): N the edge, N+1 its page, N+2 the Marathon API,"
                    + " N+3 the Consul API, N+100 to N+199 the services.")
    private Addresses addresses = new Addresses(Addresses.DEFAULT_BASE);

    @Option(names = "--forgetful", description = "Begin without apps and with an empty Consul, and keep nothing.")
    private boolean forgetful;

    UpCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        String haproxy = Programs.of(context.environment()).haproxy();
        Platform.Options options = new Platform.Options(context.home(), addresses, haproxy, forgetful);
        DaemonStart.Started started = new DaemonStart(options).run();
        print(started.platform(), started.already() ? "The platform is already up" : "The platform is up");
        return ExitCode.OK;
    }

    private void print(RunningPlatform platform, String what) {
        Addresses at = platform.addresses();
        context.out().println(what + " (pid " + platform.pid() + "):");
        context.out().println("  the edge          " + at.edge("/"));
        context.out().println("  its page          " + at.edgePage("/"));
        context.out().println("  the Marathon API  " + at.marathon("/v2/apps"));
        context.out().println("  the Consul API    " + at.consul("/v1/catalog/services"));
        context.out().println("  its log           " + context.home().logs().resolve("platform.log"));
        context.out().println("\"slipway down\" stops it.");
    }
}
