package io.slipway.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.launcher.spec.ServiceFolder;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tries deploy, scale and config as far as they come where no platform is up. */
class ServiceCommandsTest {

    private static final String DOWN = "slipway: No platform is up: start one with \"slipway up\".\n";

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void aSpecThatIsWrongIsBadInputAndEveryProblemIsPrinted() {
        ServiceFolder.in(folder)
                .spec(ServiceFolder.SPEC.replace("/orders\n", "orders\n").replace("1s", "0s"));

        assertThat(run("deploy", folder.toString())).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(err.toString().replace(folder.toString(), "orders")).isEqualTo("""
                slipway: Cannot deploy orders:
                orders/slipway.yml:4:8: route "orders" is no plain path. Use letters, digits, -, _, . and ~ between \
                slashes, one in front and none at the end, as in "/orders".
                orders/slipway.yml:7:13: health.interval "0s" is not from 1s to 1h in whole seconds. Marathon counts in \
                seconds.
                """);
    }

    @Test
    void anotherEnvironmentIsAnotherPlaybook() {
        ServiceFolder.in(folder);

        assertThat(run("deploy", folder.toString(), "-e", "staging")).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(err.toString()).contains("staging.yml: There is no such file. Choose from: local.");
    }

    @Test
    void nothingIsDoneWithoutAPlatform() {
        ServiceFolder.in(folder);

        assertThat(run("deploy", folder.toString())).isEqualTo(ExitCode.FAILED);
        assertThat(run("scale", "orders", "3")).isEqualTo(ExitCode.FAILED);
        assertThat(run("config", "get", "orders")).isEqualTo(ExitCode.FAILED);
        assertThat(run("config", "unset", "orders", "a.b")).isEqualTo(ExitCode.FAILED);
        assertThat(err).hasToString(DOWN.repeat(4));
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void badArgumentsAreBadInput() {
        assertThat(run("scale", "orders", "-1")).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(run("scale", "orders", "1001")).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(run("config", "set", "orders", "page-size")).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(run("config", "set", "orders", "a.b=1", "a.b=2")).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(run("config")).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(err.toString()).contains("""
                slipway: 1001 is no number of instances: give one from 0 to 1000.
                slipway: "page-size" is no KEY=VALUE, or its key is there twice. Write, for instance: slipway config set \
                orders orders.page-size=25
                """);
    }

    private int run(String... arguments) {
        Map<String, String> environment =
                Map.of("SLIPWAY_HOME", folder.resolve("home").toString());
        return Main.run(environment, new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    }
}
