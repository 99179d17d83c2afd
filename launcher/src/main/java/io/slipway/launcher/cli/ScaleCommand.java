package io.slipway.launcher.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Changes how many instances of a service run. */
@Command(
        name = "scale",
        description = "Run another number of instances of a service. The next deploy goes back to the playbook's.")
final class ScaleCommand implements Callable<Integer> {

    private static final int MOST = 1000;

    private final Context context;

    @Parameters(index = "0", paramLabel = "SERVICE", description = "The service's name.")
    private String service = "";

    @Parameters(index = "1", paramLabel = "INSTANCES", description = "How many, from 0 to " + MOST + ".")
    private int instances;

    ScaleCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (instances < 0 || instances > MOST) {
            throw CommandFailure.badInput(instances + " is no number of instances: give one from 0 to " + MOST + ".");
        }
        try (PlatformClients clients = PlatformClients.open(context.platform())) {
            clients.engine(context).scale(service, instances);
        }
        return ExitCode.OK;
    }
}
