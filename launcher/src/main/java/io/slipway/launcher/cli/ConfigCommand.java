package io.slipway.launcher.cli;

import io.slipway.launcher.engine.ServiceSettings;
import io.slipway.launcher.engine.SettingsException;
import java.util.function.Consumer;
import picocli.CommandLine.Command;

/** Lists the commands for what may be changed while a service runs. */
@Command(
        name = "config",
        description = "Show and change the settings of a service while it runs.",
        subcommands = {ConfigGetCommand.class, ConfigSetCommand.class, ConfigUnsetCommand.class})
final class ConfigCommand {

    /** Opens the settings of a service for one of the commands below. */
    static void with(Context context, String service, Consumer<ServiceSettings> task) {
        try (PlatformClients clients = PlatformClients.open(context.platform())) {
            task.accept(ServiceSettings.of(clients.registry(), service));
        } catch (SettingsException e) {
            throw CommandFailure.badInput(String.valueOf(e.getMessage()));
        }
    }
}
