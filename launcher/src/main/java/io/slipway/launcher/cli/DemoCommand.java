package io.slipway.launcher.cli;

import io.slipway.launcher.demo.Demo;
import io.slipway.launcher.demo.SlipwayCommand;
import io.slipway.local.platform.Addresses;
import io.slipway.local.platform.RunningPlatform;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Plays the whole road. */
@Command(
        name = "demo",
        description = "Drive two generated services down the whole road, measure it, and stop everything again.")
final class DemoCommand implements Callable<Integer> {

    private final Context context;

    @Option(names = "--keep", description = "Leave everything running at the end.")
    private boolean keep;

    @Option(
            names = "--port-base",
            paramLabel = "N",
            defaultValue = "" + Addresses.DEFAULT_BASE,
            converter = PortBase.class,
            description = "The platform's first port (default: ${DEFAULT-VALUE}).")
    private Addresses addresses = new Addresses(Addresses.DEFAULT_BASE);

    DemoCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        Programs programs = Programs.of(context.environment());
        programs.haproxy();
        // The demo stops what it started; somebody else's platform is not its to stop.
        RunningPlatform.find(context.home()).ifPresent(running -> {
            throw CommandFailure.failed("A platform is already up on port base " + running.portBase() + " (pid "
                    + running.pid() + "), and the demo starts its own: stop it first with \"slipway down\".");
        });
        Demo.Options options = new Demo.Options(context.home(), addresses, keep, programs.maven());
        return new Demo(options, this::slipway, context.out()).run() ? ExitCode.OK : ExitCode.FAILED;
    }

    private SlipwayCommand.Outcome slipway(String... arguments) throws InterruptedException {
        StringWriter output = new StringWriter();
        PrintWriter writer = new PrintWriter(output);
        int exitCode = Main.run(context.environment(), writer, writer, arguments);
        writer.flush();
        if (exitCode == ExitCode.INTERRUPTED) {
            throw new InterruptedException("slipway " + String.join(" ", arguments));
        }
        return new SlipwayCommand.Outcome(exitCode, output.toString());
    }
}
