package io.slipway.launcher.cli;

/** Ends a command with a message for its user and an exit code. */
final class CommandFailure extends RuntimeException {

    private final int exitCode;

    private CommandFailure(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    static CommandFailure failed(String message) {
        return new CommandFailure(ExitCode.FAILED, message);
    }

    static CommandFailure badInput(String message) {
        return new CommandFailure(ExitCode.BAD_INPUT, message);
    }

    static CommandFailure toInstall(String message) {
        return new CommandFailure(ExitCode.TO_INSTALL, message);
    }

    int exitCode() {
        return exitCode;
    }
}
