package io.slipway.launcher.cli;

import io.slipway.local.platform.Addresses;
import io.slipway.local.platform.Home;
import io.slipway.local.platform.RunningPlatform;
import java.io.PrintWriter;
import java.util.Map;

/**
 * Gives a command what it may touch.
 *
 * <p>A command takes it in its constructor, so that nothing but the command that runs is wired.
 *
 * @param environment the process's variables
 */
record Context(Map<String, String> environment, PrintWriter out, PrintWriter err) {

    Home home() {
        return Home.of(environment);
    }

    /** Returns the addresses of the platform that runs; throws {@link CommandFailure} where none does. */
    Addresses platform() {
        return RunningPlatform.find(home())
                .map(RunningPlatform::addresses)
                .orElseThrow(() -> CommandFailure.failed("No platform is up: start one with \"slipway up\"."));
    }
}
