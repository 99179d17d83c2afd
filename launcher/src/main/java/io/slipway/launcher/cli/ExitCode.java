package io.slipway.launcher.cli;

/** Names what a command's exit code tells; {@code slipway --help} lists them. */
final class ExitCode {

    static final int OK = 0;
    static final int FAILED = 1;
    static final int BAD_INPUT = 2;
    static final int TO_INSTALL = 3;
    static final int INTERRUPTED = 130;

    private ExitCode() {}
}
