package io.slipway.launcher;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs the {@code slipway} script with an environment of its own. */
final class ScriptRun {

    static final Path ROOT = root();

    private static final int CANNOT_HIDE = 99;

    /** Hides the system's Maven and HAProxy, and its JDKs unless one is to be kept, in a mount namespace of its own. */
    private static final String HIDING = """
            hide() { [ ! -e "$1" ] || mount --bind /dev/null "$1" || exit 99; }
            [ "$KEEP_JDK" = true ] || mount -t tmpfs -o mode=755 none /usr/lib/jvm || exit 99
            hide /usr/sbin/haproxy
            hide "$(readlink -f /usr/bin/mvn)"
            exec setpriv --reuid=65534 --regid=65534 --clear-groups "$@"
            """;

    private final Path folder;
    private final Path home;

    ScriptRun(Path folder, Path home) {
        this.folder = folder;
        this.home = home;
    }

    record Outcome(int exitCode, String out, String err) {}

    Outcome run(Map<String, String> environment, String... arguments) throws Exception {
        return run(List.of(), environment, arguments);
    }

    /** Runs it as nobody, where nothing is installed; a JDK is kept where the environment names the one of this test. */
    Outcome onABareMachine(Map<String, String> environment, String... arguments) throws Exception {
        assumeTrue(new File("/root").canWrite(), "only root can hide programs");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        boolean keepJdk = System.getProperty("java.home").equals(environment.get("JAVA_HOME"));
        String script = "KEEP_JDK=" + keepJdk + "\n" + HIDING;
        Outcome outcome = run(List.of("unshare", "-m", "sh", "-c", script, "sh"), environment, arguments);
        assumeTrue(
                outcome.exitCode() != CANNOT_HIDE && !outcome.err().contains("unshare"), "nothing can be hidden here");
        return outcome;
    }

    private Outcome run(List<String> before, Map<String, String> environment, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(before);
        command.add(ROOT.resolve("slipway").toString());
        command.addAll(List.of(arguments));
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().clear();
        builder.environment().put("PATH", "/usr/bin:/bin");
        builder.environment().put("HOME", folder.toString());
        builder.environment().put("SLIPWAY_HOME", home.toString());
        builder.environment().putAll(environment);
        return new Outcome(await(builder.start()), Files.readString(out), Files.readString(err));
    }

    private static int await(Process process) throws InterruptedException {
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        return process.waitFor();
    }

    private static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("slipway"))) {
            folder = folder.getParent();
        }
        return folder;
    }
}
