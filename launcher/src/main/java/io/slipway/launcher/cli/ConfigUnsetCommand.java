package io.slipway.launcher.cli;

import io.slipway.launcher.engine.ServiceSettings;
import io.slipway.launcher.spec.Quoted;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Takes a setting's value away. */
@Command(name = "unset", description = "Take a setting's value away, so that its default counts again.")
final class ConfigUnsetCommand implements Callable<Integer> {

    private final Context context;

    @Parameters(index = "0", paramLabel = "SERVICE", description = "The service's name.")
    private String service = "";

    @Parameters(index = "1", paramLabel = "KEY", description = "The setting.")
    private String key = "";

    ConfigUnsetCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        ConfigCommand.with(context, service, this::unset);
        return ExitCode.OK;
    }

    private void unset(ServiceSettings settings) {
        String line = settings.unset(key)
                .map(gone -> Quoted.of(gone.before()) + " → " + Quoted.of(gone.after()))
                .orElse("nothing was written; its default counts already");
        context.out().println(key + ": " + line);
    }
}
