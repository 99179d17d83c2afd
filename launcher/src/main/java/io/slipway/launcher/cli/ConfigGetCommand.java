package io.slipway.launcher.cli;

import io.slipway.launcher.engine.ServiceSettings;
import io.slipway.launcher.terminal.TextTable;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shows settings. */
@Command(name = "get", description = "Show every setting of a service and where its value comes from, or one value.")
final class ConfigGetCommand implements Callable<Integer> {

    private static final int WIDTH = 120;

    private final Context context;

    @Parameters(index = "0", paramLabel = "SERVICE", description = "The service's name.")
    private String service = "";

    @Parameters(
            index = "1",
            paramLabel = "KEY",
            arity = "0..1",
            description = "The key of one setting; its value is printed alone.")
    private @Nullable String key;

    ConfigGetCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        ConfigCommand.with(context, service, this::print);
        return ExitCode.OK;
    }

    private void print(ServiceSettings settings) {
        if (key != null) {
            context.out().println(settings.get(key).value());
            return;
        }
        TextTable table = new TextTable("setting", "value", "from", "");
        settings.all().forEach(one -> table.row(one.key(), one.value(), one.source(), one.note()));
        context.out().print(table.print(WIDTH));
    }
}
