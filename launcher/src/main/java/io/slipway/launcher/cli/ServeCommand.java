package io.slipway.launcher.cli;

import picocli.CommandLine.Command;

/** Lists the parts of the platform that run alone, too. */
@Command(
        name = "serve",
        description = "Run one part of the platform in this terminal, until it is stopped.",
        subcommands = {ServeConsulCommand.class, ServeMarathonCommand.class, ServeEdgeCommand.class})
final class ServeCommand {}
