package io.slipway.launcher.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import picocli.CommandLine;

/** Runs the {@code slipway} command. */
public final class Main {

    private final Context context;

    private Main(Context context) {
        this.context = context;
    }

    public static void main(String[] arguments) {
        Context context = new Context(System.getenv(), writer(FileDescriptor.out), writer(FileDescriptor.err));
        Interruption interruption = Interruption.ofThisThread();
        int exitCode;
        try {
            exitCode = new Main(context).run(arguments);
        } finally {
            context.out().flush();
            context.err().flush();
            interruption.over();
        }
        // What a command started may have left threads that would keep the process alive.
        System.exit(exitCode);
    }

    /** Runs one command line with its output where the caller wants it; returns the exit code. */
    static int run(Map<String, String> environment, PrintWriter out, PrintWriter err, String... arguments) {
        return new Main(new Context(environment, out, err)).run(arguments);
    }

    private int run(String... arguments) {
        Failures failures = new Failures(context.err());
        return new CommandLine(new Slipway(), new Commands(context))
                .setOut(context.out())
                .setErr(context.err())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(failures)
                .setExecutionExceptionHandler(failures)
                .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
                .execute(arguments);
    }

    /** Always UTF-8: a bare machine has no locale, and Java would print "?" for every ✓. */
    private static PrintWriter writer(FileDescriptor descriptor) {
        return new PrintWriter(new OutputStreamWriter(new FileOutputStream(descriptor), StandardCharsets.UTF_8), true);
    }
}
