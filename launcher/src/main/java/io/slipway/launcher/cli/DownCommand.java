package io.slipway.launcher.cli;

import io.slipway.local.platform.DaemonStop;
import io.slipway.local.platform.RunningProcess;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Stops the platform, whatever state it is in. */
@Command(name = "down", description = "Stop the platform with everything it runs, and print what was stopped.")
final class DownCommand implements Callable<Integer> {

    private final Context context;

    DownCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        DaemonStop.Stopped stopped = new DaemonStop(context.home()).run();
        stopped.platform().ifPresent(platform -> context.out()
                .println("Stopped the platform (pid " + platform.pid() + ") and everything it ran."));
        if (!stopped.orphans().isEmpty()) {
            context.out().println("Stopped what ran without it: " + RunningProcess.list(stopped.orphans()) + ".");
        } else if (stopped.platform().isEmpty()) {
            context.out().println("Nothing was running.");
        }
        return ExitCode.OK;
    }
}
