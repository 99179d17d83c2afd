package io.slipway.launcher.demo;

/** Runs a slipway command line in this process. */
@FunctionalInterface
public interface SlipwayCommand {

    /** Tells how a command ended and what it printed, errors included. */
    record Outcome(int exitCode, String output) {}

    /** Throws where the command was interrupted, and has put away what it had begun. */
    Outcome run(String... arguments) throws InterruptedException;
}
