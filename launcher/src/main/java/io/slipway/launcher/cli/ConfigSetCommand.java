package io.slipway.launcher.cli;

import io.slipway.launcher.engine.ServiceSettings;
import io.slipway.launcher.spec.Quoted;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Changes settings. */
@Command(
        name = "set",
        description = "Change settings of a running service. Every value is checked before the first is written.")
final class ConfigSetCommand implements Callable<Integer> {

    private final Context context;

    @Parameters(index = "0", paramLabel = "SERVICE", description = "The service's name.")
    private String service = "";

    @Parameters(index = "1..*", paramLabel = "KEY=VALUE", arity = "1..*", description = "A setting and its new value.")
    private List<String> assignments = List.of();

    ConfigSetCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Map<String, String> values = values();
        ConfigCommand.with(context, service, settings -> write(settings, values));
        return ExitCode.OK;
    }

    private void write(ServiceSettings settings, Map<String, String> values) {
        settings.set(values).forEach(written -> context.out()
                .println(written.key() + ": " + Quoted.of(written.before()) + " → " + Quoted.of(written.after())));
    }

    private Map<String, String> values() {
        Map<String, String> values = new LinkedHashMap<>();
        for (String assignment : assignments) {
            String[] parts = assignment.split("=", 2);
            if (parts.length < 2 || values.put(parts[0], parts[1]) != null) {
                throw CommandFailure.badInput(
                        Quoted.of(assignment) + " is no KEY=VALUE, or its key is there twice. Write, for instance:"
                                + " slipway config set " + service + " orders.page-size=25");
            }
        }
        return values;
    }
}
