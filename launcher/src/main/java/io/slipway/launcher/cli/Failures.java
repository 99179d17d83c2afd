package io.slipway.launcher.cli;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Prints what went wrong as one message on standard error; a stack trace only where it was asked for. */
final class Failures implements CommandLine.IExecutionExceptionHandler, CommandLine.IParameterExceptionHandler {

    private static final String OURS = "io.slipway.";

    private final PrintWriter err;

    Failures(PrintWriter err) {
        this.err = err;
    }

    @Override
    public int handleParseException(ParameterException failure, String[] arguments) {
        CommandLine command = failure.getCommandLine();
        print(wording(failure, command));
        CommandLine.UnmatchedArgumentException.printSuggestions(failure, err);
        err.println("Try \"" + command.getCommandSpec().qualifiedName() + " --help\".");
        return ExitCode.BAD_INPUT;
    }

    /** The parser speaks of arguments; where a command was expected, that is what it means. */
    private static String wording(ParameterException failure, CommandLine command) {
        boolean commandExpected = !command.getSubcommands().isEmpty();
        return commandExpected
                        && failure instanceof CommandLine.UnmatchedArgumentException unmatched
                        && !unmatched.isUnknownOption()
                ? "There is no command \"" + unmatched.getUnmatched().get(0) + "\"."
                : String.valueOf(failure.getMessage());
    }

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, CommandLine.ParseResult parsed) {
        if (failure instanceof InterruptedException) {
            print("interrupted");
            return ExitCode.INTERRUPTED;
        }
        boolean verbose = ((Slipway) command.getCommandSpec().root().userObject()).verbose();
        print(message(failure) + (verbose || explained(failure) ? "" : "\nSee where it happened with -v."));
        if (verbose) {
            failure.printStackTrace(err);
        }
        return failure instanceof CommandFailure known ? known.exitCode() : ExitCode.FAILED;
    }

    private void print(String message) {
        err.println("slipway: " + message);
    }

    private static String message(Exception failure) {
        return explained(failure) ? String.valueOf(failure.getMessage()) : failure.toString();
    }

    /** Tells whether somebody wrote the message for the user: our own types, and an I/O failure we put in words. */
    private static boolean explained(Exception failure) {
        return failure.getMessage() != null
                && (failure.getClass().getName().startsWith(OURS) || failure instanceof java.io.UncheckedIOException);
    }
}
