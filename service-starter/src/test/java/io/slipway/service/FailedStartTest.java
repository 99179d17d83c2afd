package io.slipway.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.slipway.registry.FreePort;
import io.slipway.service.app.OrdersApplication;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.json.JsonMapper;

@ExtendWith(OutputCaptureExtension.class)
final class FailedStartTest {

    @Test
    void keysDeclaredInTwoLayersAreAllNamedWithBothPlaces(CapturedOutput output) {
        assertThat(failure(output, "--orders.page-size=20", "--limits.perSecond=7"))
                .isEqualTo("""


                        ***************************
                        APPLICATION FAILED TO START
                        ***************************

                        Description:

                        limits.per-second is declared in two layers: as a setting in KV config/orders/limits.per-second, \
                        and in argument --limits.perSecond.
                        orders.page-size is declared in two layers: as a setting in KV config/orders/orders.page-size, \
                        and in argument --orders.page-size.

                        Action:

                        Keep every key in one layer: remove it in one of the two places, or rename the component of the settings \
                        record.
                        """);
    }

    @Test
    void aKeyInApplicationYmlIsNamedWithFileAndLine(CapturedOutput output) {
        assertThat(failure(output, "--spring.config.additional-location=classpath:/declared-twice.yml"))
                .contains("orders.page-size is declared in two layers: as a setting in KV"
                        + " config/orders/orders.page-size, and in declared-twice.yml:3:14.\n");
    }

    @Test
    void anAddressThatIsNoneIsNamed(CapturedOutput output) {
        assertThat(failure(output, "--SLIPWAY_ADVERTISE=everywhere"))
                .contains("SLIPWAY_ADVERTISE")
                .contains("everywhere")
                .contains("Correct the environment variables of the process and start it again.");
    }

    @Test
    void aRegistryThatMustAnswerAndDoesNotIsNamed(CapturedOutput output) {
        int port = FreePort.find();
        assertThat(failure(
                        output,
                        "--slipway.registry=consul",
                        "--slipway.registry-at-boot=fail",
                        "--slipway.registry-patience=1s",
                        "--CONSUL_HTTP_ADDR=127.0.0.1:" + port))
                .containsPattern(
                        "SLIPWAY_REGISTRY_AT_BOOT is fail, and the registry gave no answer in \\d+ tries within"
                                + " 1000 ms: Consul at http://127.0.0.1:" + port + " did not answer"
                                + " GET /v1/kv/config/orders/\\?recurse=true: Failed to connect to /127.0.0.1:" + port
                                + "\n")
                .contains("Start Consul, or name another with CONSUL_HTTP_ADDR; or let the service wait for it with"
                        + " SLIPWAY_REGISTRY_AT_BOOT=wait, or serve without it with run-without.");
    }

    @Test
    void allThatIsWrongWithTheWayToConsulIsNamedAndNothingSecret(CapturedOutput output) {
        assertThat(failure(
                        output,
                        "--slipway.registry=consul",
                        "--CONSUL_HTTP_ADDR=https://consul:8501",
                        "--CONSUL_HTTP_TOKEN=se cret",
                        "--CONSUL_CACERT=/no/such.pem"))
                .contains(
                        "No ACL token from CONSUL_HTTP_TOKEN: it holds a space, or what is no printable ASCII character."
                                + " The files of CONSUL_CACERT, CONSUL_CLIENT_CERT and CONSUL_CLIENT_KEY cannot be used: there is"
                                + " no file /no/such.pem.")
                .doesNotContain("cret\"");
        assertThat(output.getAll()).doesNotContain("se cret");
    }

    @Test
    void aPortThatIsNoneIsNamed(CapturedOutput output) {
        assertThat(failure(output, "--server.port=none"))
                .contains("for configuration property 'server.port'")
                .contains("Failed to convert to type java.lang.Integer");
    }

    @Test
    void anUnknownLogFormatIsNamed(CapturedOutput output) {
        assertThat(catchThrowable(() -> start("--slipway.log-format=xml"))).isNotNull();
        // Told in whatever format was in force before: none was chosen.
        assertThat(output.getOut())
                .contains("Invalid value 'xml' for configuration property 'slipway.log-format'.")
                .contains("SLIPWAY_LOG_FORMAT is json or text.");
    }

    /** Returns the one message in which the failure is told. */
    private static String failure(CapturedOutput output, String... arguments) {
        assertThat(catchThrowable(() -> start(arguments))).isNotNull();
        return output.getOut()
                .lines()
                .filter(line -> line.contains("APPLICATION FAILED TO START"))
                .map(JsonMapper.shared()::readTree)
                .map(line -> line.get("message").asString())
                .findFirst()
                .orElseThrow();
    }

    private static void start(String... arguments) {
        new SpringApplicationBuilder(OrdersApplication.class)
                .run(Stream.concat(Stream.of("--server.port=0"), Stream.of(arguments))
                        .toArray(String[]::new))
                .close();
    }
}
