package io.slipway.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.launcher.ScriptRun.Outcome;
import io.slipway.registry.FreePort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the {@code slipway} script on machines that lack something, and with input that is wrong. */
final class SlipwayScriptIT {

    @TempDir
    Path folder;

    @BeforeEach
    void theKitIsBuiltAlready() throws Exception {
        // Newer than every source: the script is not to build what is being built right now.
        Files.createFile(Files.createDirectories(home()).resolve("kit.stamp"));
        assertThat(ScriptRun.ROOT.resolve("launcher/target/lib")).isDirectory();
    }

    @Test
    void withoutAJdkItSaysWhatToInstall() throws Exception {
        Outcome outcome = onABareMachine(Map.of(), "up");

        assertThat(outcome.exitCode()).isEqualTo(3);
        assertThat(outcome.err())
                .matches("slipway: needs a JDK of 17 or newer, HAProxy: run \"sudo apt-get install"
                        + " openjdk-\\d\\d-jdk-headless haproxy\" and try again\\.\n");
    }

    @Test
    void aJdkThatIsTooOldIsNamed() throws Exception {
        Path jdk = program("old-jdk/bin/javac", "echo javac 11.0.2").getParent().getParent();

        Outcome outcome = onABareMachine(Map.of("JAVA_HOME", jdk.toString()), "status");

        assertThat(outcome.exitCode()).isEqualTo(3);
        assertThat(outcome.err())
                .matches("slipway: needs a JDK of 17 or newer \\(" + jdk + " is JDK 11\\): run \"sudo apt-get install"
                        + " openjdk-\\d\\d-jdk-headless\" and try again\\.\n");
    }

    @Test
    void aJava8IsRecognizedByItsOldNumber() throws Exception {
        Path jdk = program("java-8/bin/javac", "echo javac 1.8.0_432 >&2")
                .getParent()
                .getParent();

        assertThat(onABareMachine(Map.of("JAVA_HOME", jdk.toString()), "status").err())
                .contains("(" + jdk + " is JDK 8)");
    }

    @Test
    void aMavenThatIsTooOldIsNamed() throws Exception {
        Path mvn = program("mvn", "echo Apache Maven 3.6.3");

        Outcome outcome = onABareMachine(
                Map.of("JAVA_HOME", System.getProperty("java.home"), "PATH", folder + ":/usr/bin:/bin"), "demo");

        assertThat(outcome.exitCode()).isEqualTo(3);
        assertThat(outcome.err())
                .isEqualTo("slipway: needs Maven of 3.8.6 or newer (" + mvn + " is 3.6.3), HAProxy: run \"sudo apt-get"
                        + " install maven haproxy\" and try again.\n");
    }

    @Test
    void withoutANetworkMavenSaysSoAndNothingHalfMadeIsLeft() throws Exception {
        Files.delete(home().resolve("kit.stamp"));
        program("mvn", """
                [ "$1" = -v ] && { echo Apache Maven 3.9.9; exit; }
                echo "[ERROR] Could not transfer artifact a:b:pom:1 from/to central: Unknown host repo: No address"
                exit 1""");

        Outcome outcome = run(Map.of("PATH", folder + ":/usr/bin:/bin"), "status");

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.err())
                .endsWith("\nslipway: Maven cannot reach its repository: check the network, or the proxy and mirror in"
                        + " ~/.m2/settings.xml, and try again. See " + home() + "/build.log.\n");
        assertThat(home().resolve("kit.stamp")).doesNotExist();
    }

    @Test
    void aWrongNameMakesNothing() throws Exception {
        Outcome outcome =
                run(Map.of(), "new", "2orders", "--into", folder.resolve("shop").toString());

        assertThat(outcome).isEqualTo(new Outcome(2, "", """
                        slipway: Cannot generate a service:
                          name "2orders" is no DNS label that begins with a letter: it stands in file names, Consul\
                         and Marathon; use a to z, 0 to 9 and inner dashes, such as "orders".
                        """));
        assertThat(folder.resolve("shop")).doesNotExist();
    }

    @Test
    void anExistingFolderIsLeftAsItIs() throws Exception {
        Path orders = Files.createDirectory(folder.resolve("orders"));

        assertThat(run(Map.of(), "new", "orders", "--into", folder.toString()))
                .isEqualTo(new Outcome(
                        1,
                        "",
                        "slipway: Cannot generate orders: " + orders
                                + " exists, and is left as it is. Remove it, or generate into another folder.\n"));
        assertThat(orders).isEmptyDirectory();
    }

    @Test
    void aTakenPortIsNamedWithItsOwnerAndNothingIsStarted() throws Exception {
        int base = FreePort.firstOf(4);
        try (ServerSocket page = new ServerSocket(base + 1, 1, InetAddress.getByName("127.0.0.1"))) {
            Outcome outcome = run(Map.of(), "up", "--port-base", String.valueOf(base));

            assertThat(outcome.exitCode()).isEqualTo(1);
            assertThat(outcome.out()).isEmpty();
            assertThat(outcome.err())
                    .matches("slipway: A port is taken, so nothing was started:\n  " + page.getLocalPort()
                            + ", for the edge's page, by pid "
                            + ProcessHandle.current().pid() + ": .*java.*\n"
                            + "Stop it, or take other ports, as with --port-base \\d+\\.\n");
        }
        assertThat(home().resolve("logs")).doesNotExist();
    }

    @Test
    void aPortBaseThatIsNoneIsRefused() throws Exception {
        assertThat(run(Map.of(), "demo", "--port-base", "http")).isEqualTo(new Outcome(2, "", """
                        slipway: Invalid value for option '--port-base': 'http' is not a number
                        Try "slipway demo --help".
                        """));
    }

    @Test
    void helpWiresNothing() throws Exception {
        Path loaded = folder.resolve("loaded");

        assertThat(run(Map.of("JAVA_TOOL_OPTIONS", "-Xlog:class+load:file=" + loaded), "--help")
                        .exitCode())
                .isZero();

        assertThat(Files.readString(loaded))
                .contains("picocli.")
                .doesNotContain("io.javalin", "com.fasterxml", "okhttp3", "org.eclipse.jetty", "ch.qos.logback");
    }

    private Path home() {
        return folder.resolve("home");
    }

    private Path program(String path, String script) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        assertThat(file.toFile().setExecutable(true, false)).isTrue();
        return file;
    }

    private Outcome run(Map<String, String> environment, String... arguments) throws Exception {
        return new ScriptRun(folder, home()).run(environment, arguments);
    }

    private Outcome onABareMachine(Map<String, String> environment, String... arguments) throws Exception {
        return new ScriptRun(folder, home()).onABareMachine(environment, arguments);
    }
}
