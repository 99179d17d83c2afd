package io.slipway.launcher.demo;

/** Runs a slipway command line in this process. */
@FunctionalInterface
public interface SlipwayCommand {

    /** Tells how a command ended and what it printed, errors included. */
    record Outcome(int exitCode, String output) {}

    Outcome run(String... arguments);
}
