package io.slipway.launcher.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Lists the commands. */
@Command(
        name = "slipway",
        description = "From nothing to a routed, monitored, reconfigurable Java service.",
        subcommands = {
            UpCommand.class,
            DownCommand.class,
            StatusCommand.class,
            NewCommand.class,
            DeployCommand.class,
            ScaleCommand.class,
            ConfigCommand.class,
            DemoCommand.class,
            ServeCommand.class,
        },
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%nCommands:%n",
        optionListHeading = "%nOptions:%n",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:failed; the message says why",
            "2:the command line, or a file it names, is wrong",
            "3:something must be installed first; the message says what",
            "130:interrupted; what it had started was stopped",
        },
        footer = {
            "",
            "\"slipway verify\" runs every test of the kit.",
            "\"slipway COMMAND --help\" tells more about one of them.",
        })
final class Slipway {

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show this and exit.")
    @SuppressWarnings("UnusedVariable") // The parser acts on it.
    private boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Show the version and exit.")
    @SuppressWarnings("UnusedVariable") // The parser acts on it.
    private boolean version;

    @Option(
            names = {"-v", "--verbose"},
            scope = ScopeType.INHERIT,
            description = "Show where in the code a failure came from.")
    private boolean verbose;

    boolean verbose() {
        return verbose;
    }
}
