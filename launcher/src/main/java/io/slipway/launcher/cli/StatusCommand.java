package io.slipway.launcher.cli;

import io.slipway.launcher.status.PlatformStatus;
import io.slipway.launcher.status.StatusReader;
import io.slipway.local.platform.RunningPlatform;
import io.slipway.local.platform.RunningProcess;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows the platform and its services. */
@Command(
        name = "status",
        description = "Show the services as Marathon, Consul and the edge see them, and where these disagree.")
final class StatusCommand implements Callable<Integer> {

    private final Context context;

    @Option(names = "--json", description = "Print JSON, for programs.")
    private boolean json;

    StatusCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        RunningPlatform platform = RunningPlatform.find(context.home()).orElseThrow(this::down);
        PlatformStatus status = StatusReader.read(platform);
        context.out().println((json ? status.json() : status.text()).stripTrailing());
        return status.isWhole() ? ExitCode.OK : ExitCode.FAILED;
    }

    private CommandFailure down() {
        List<RunningProcess> left = RunningProcess.of(context.home());
        return CommandFailure.failed(
                left.isEmpty()
                        ? "No platform is up: start one with \"slipway up\"."
                        : "No platform is up, but an earlier one left " + RunningProcess.list(left)
                                + " running: stop that with \"slipway down\".");
    }
}
