package io.slipway.local.platform;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Starts the daemon in a session of its own and waits until it is ready.
 *
 * <p>Looks first whether it can: a port that is taken starts nothing. What a killed platform left is taken over: its
 * tasks are adopted, the rest is ended and started anew; a forgetful start ends its tasks too. Where the start fails, or the wait is interrupted, nothing of it is left running.
 */
public final class DaemonStart {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration GRACE = Duration.ofSeconds(20);
    private static final long PAUSE_MILLIS = 20;
    private static final Path JAVA_BIN = Path.of(System.getProperty("java.home"), "bin");

    private final Platform.Options options;
    private final Home home;
    private final Addresses addresses;

    public DaemonStart(Platform.Options options) {
        this.options = options;
        this.home = options.home();
        this.addresses = options.addresses();
    }

    /**
     * Tells what runs now.
     *
     * @param already whether it ran before
     */
    public record Started(RunningPlatform platform, boolean already) {}

    /** Throws {@link DaemonFailure} where it cannot be started, or with what the daemon itself said. */
    public Started run() throws InterruptedException {
        return new CommandLock(home).during(this::startOnce);
    }

    private Started startOnce() throws InterruptedException {
        Optional<RunningPlatform> running = RunningPlatform.find(home);
        if (running.isPresent()) {
            return new Started(onOurPorts(running.get()), true);
        }
        refuseWhatHangs();
        endLeftovers();
        refuseTakenPorts();
        return new Started(start(), false);
    }

    private RunningPlatform onOurPorts(RunningPlatform running) {
        if (running.portBase() != addresses.portBase()) {
            throw new DaemonFailure("A platform is already up on port base " + running.portBase() + " (pid "
                    + running.pid() + "): stop it first with \"slipway down\".");
        }
        return running;
    }

    /** A daemon that lives and is not up still holds the scheduler's folders. */
    private void refuseWhatHangs() {
        List<RunningProcess> hanging = RunningProcess.alive(home.run()).stream()
                .filter(file -> file.path().equals(Main.pidFile(home)))
                .map(RunningProcess.PidFile::running)
                .toList();
        if (!hanging.isEmpty()) {
            throw new DaemonFailure("An earlier platform left " + RunningProcess.list(hanging)
                    + " running: stop it first with \"slipway down\".");
        }
    }

    private void endLeftovers() throws InterruptedException {
        if (options.forgetful()) {
            Orphans.of(home).end(GRACE);
        } else {
            Orphans.of(home).endAllButTasks(GRACE);
        }
    }

    private void refuseTakenPorts() {
        List<TakenPort> taken = TakenPort.among(addresses);
        if (!taken.isEmpty()) {
            throw new DaemonFailure(TakenPort.explain(taken, TakenPort.freeAfter(addresses)));
        }
    }

    private RunningPlatform start() throws InterruptedException {
        Process process = spawn();
        boolean ready = false;
        try {
            RunningPlatform platform = awaitReady(process);
            ready = true;
            return platform;
        } finally {
            if (!ready) {
                ProcessSession daemon = new ProcessSession(ProcessIdentity.of(process.toHandle()));
                daemon.terminate();
                daemon.awaitEnd(GRACE);
                Orphans.of(home).end(GRACE);
            }
        }
    }

    private RunningPlatform awaitReady(Process process) throws InterruptedException {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (process.isAlive()) {
            Optional<RunningPlatform> platform =
                    RunningPlatform.find(home).filter(found -> found.pid() == process.pid());
            if (platform.isPresent()) {
                return platform.get();
            }
            if (System.nanoTime() > deadline) {
                throw new DaemonFailure("The platform was not ready within " + LIMIT.toSeconds() + " s: see "
                        + home.logs().resolve("platform.log") + ".");
            }
            Thread.sleep(PAUSE_MILLIS);
        }
        throw new DaemonFailure(lastWords(process.exitValue()));
    }

    private Process spawn() {
        try {
            Files.createDirectories(home.logs());
            ProcessBuilder builder = new ProcessBuilder(command())
                    .directory(home.root().toFile())
                    .redirectInput(new File("/dev/null"))
                    .redirectErrorStream(true)
                    .redirectOutput(output().toFile());
            // Tasks find their programs by this PATH: "java" is to be the one that was found, wherever it lies.
            builder.environment().merge("PATH", JAVA_BIN.toString(), (path, bin) -> bin + ":" + path);
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start the platform's daemon: " + e.getMessage(), e);
        }
    }

    /** The child leads no process group yet, so {@code setsid} becomes the daemon itself: same pid, own session. */
    private List<String> command() {
        // It steers and carries no traffic: what C2 would win in hours it loses in the first seconds.
        return List.of(
                "setsid",
                JAVA_BIN.resolve("java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dlogback.configurationFile=io/slipway/local/platform/logback-daemon.xml",
                "-Dslipway.logs=" + home.logs(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                home.root().toString(),
                String.valueOf(addresses.portBase()),
                options.haproxy(),
                String.valueOf(options.forgetful()));
    }

    /** What the daemon prints itself: little, as it logs to a file of its own. */
    private Path output() {
        return home.logs().resolve("platform.out");
    }

    private String lastWords(int exitCode) {
        try {
            String words = Files.readString(output()).strip();
            return words.isEmpty()
                    ? "The platform's daemon ended with " + exitCode + " and without a word: see "
                            + home.logs().resolve("platform.log") + "."
                    : words;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + output(), e);
        }
    }
}
