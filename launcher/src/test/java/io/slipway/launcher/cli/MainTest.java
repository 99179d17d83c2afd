package io.slipway.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MainTest {

    @TempDir
    Path folder;

    private final Map<String, String> environment = new HashMap<>();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void liveInTheFolder() {
        environment.put("SLIPWAY_HOME", folder.resolve("home").toString());
        environment.put("PATH", folder.toString());
    }

    @Test
    void helpListsTheCommandsAndWhatAnExitCodeTells() {
        assertThat(run("--help")).isZero();

        assertThat(out.toString())
                .contains(
                        "  up      ",
                        "  down    ",
                        "  status  ",
                        "  new     ",
                        "  deploy  ",
                        "  scale   ",
                        "  config  ")
                .contains("""
                        Exit codes:
                          0     done
                          1     failed; the message says why
                          2     the command line, or a file it names, is wrong
                          3     something must be installed first; the message says what
                          130   interrupted; what it had started was stopped
                        """);
        assertThat(err.toString()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"up", "down", "status", "new", "deploy", "scale", "config", "demo", "serve"})
    void everyCommandHasHelp(String command) {
        assertThat(run(command, "--help")).isZero();

        assertThat(out.toString()).startsWith("Usage: slipway " + command);
    }

    @Test
    void aCommandThatIsNoneIsToldWithTheNearest() {
        assertThat(run("statsu")).isEqualTo(2);

        assertThat(err.toString()).isEqualTo("""
                        slipway: There is no command "statsu".
                        Did you mean: slipway status?
                        Try "slipway --help".
                        """);
    }

    @Test
    void whatCannotBeServedIsSaidInALine() {
        assertThat(run("serve", "consul", "--http-port", "70000")).isEqualTo(2);
        assertThat(run("serve")).isEqualTo(2);

        assertThat(err.toString()).isEqualTo("""
                        slipway: --http-port 70000 is no port: give one from 0 to 65535.
                        slipway: Missing required subcommand
                        Try "slipway serve --help".
                        """);
    }

    @Test
    void noCommandIsNotEnough() {
        assertThat(run()).isEqualTo(2);

        assertThat(err.toString()).isEqualTo("slipway: Missing required subcommand\nTry \"slipway --help\".\n");
    }

    @Test
    void anOptionThatIsNoneIsRefusedByItsCommand() {
        assertThat(run("up", "--port-bas", "9600")).isEqualTo(2);

        assertThat(err.toString())
                .startsWith("slipway: Unknown option")
                .contains("--port-base")
                .endsWith("Try \"slipway up --help\".\n");
    }

    @Test
    void aPortBaseThatDoesNotFitIsRefused() {
        assertThat(run("up", "--port-base", "80")).isEqualTo(2);

        assertThat(err.toString()).isEqualTo("""
                        slipway: Invalid value for option '--port-base': 80 is no port base: give one from 1024 to 65336;\
                         the platform uses the 200 ports that begin there.
                        Try "slipway up --help".
                        """);
    }

    @Test
    void statusOfNothingFails() {
        assertThat(run("status")).isEqualTo(1);

        assertThat(err.toString()).isEqualTo("slipway: No platform is up: start one with \"slipway up\".\n");
    }

    @Test
    void downOfNothingIsDone() {
        assertThat(run("down")).isZero();

        assertThat(out.toString()).isEqualTo("Nothing was running.\n");
    }

    @Test
    void aGeneratedServiceComesWithWhatToDoNext() {
        assertThat(run("new", "orders", "--calls", "inventory,stock", "--into", folder.toString()))
                .isZero();

        Path orders = folder.resolve("orders");
        assertThat(orders.resolve("pom.xml")).exists();
        assertThat(out.toString())
                .containsPattern("^Generated " + orders + ": \\d\\d files\\. Next:\n")
                .endsWith("  mvn -f " + orders + "/pom.xml verify\n  slipway deploy " + orders + "\n");
    }

    @Test
    void aDryRunListsTheFilesAndWritesNone() {
        assertThat(run("new", "orders", "--no-docker", "--dry-run", "--into", folder.toString()))
                .isZero();

        assertThat(out.toString())
                .startsWith("Would generate " + folder.resolve("orders") + ":\n  .editorconfig\n")
                .contains("\n  Jenkinsfile\n", "\n  pom.xml\n")
                .doesNotContain("Dockerfile");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aProgramIsToldTheFilesAsJson() {
        assertThat(run("new", "orders", "--json", "--into", folder.toString())).isZero();

        assertThat(out.toString())
                .startsWith("{\"folder\":\"" + folder.resolve("orders") + "\",\"written\":true,\"files\":[\".docker")
                .endsWith("]}\n");
        assertThat(folder.resolve("orders/Dockerfile")).exists();
    }

    @Test
    void everythingWrongWithAServiceIsToldAtOnceAndNothingIsMade() {
        assertThat(run("new", "Bad_name", "--team", "!", "--port", "0", "--into", folder.toString()))
                .isEqualTo(2);

        assertThat(err.toString().lines()).hasSize(4).first().isEqualTo("slipway: Cannot generate a service:");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void anExistingFolderIsLeftAsItIs() throws Exception {
        Path orders = Files.createDirectory(folder.resolve("orders"));

        assertThat(run("new", "orders", "--into", folder.toString())).isEqualTo(1);

        assertThat(err.toString())
                .isEqualTo("slipway: Cannot generate orders: " + orders
                        + " exists, and is left as it is. Remove it, or generate into another folder.\n");
        assertThat(orders).isEmptyDirectory();
    }

    @Test
    void whereItHappenedIsShownOnlyWhenAskedFor() throws Exception {
        Files.createDirectory(folder.resolve("orders"));

        run("-v", "new", "orders", "--into", folder.toString());

        assertThat(err.toString()).contains("exists, and is left as it is", "\tat io.slipway.template.");
    }

    private int run(String... arguments) {
        return Main.run(environment, new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    }
}
