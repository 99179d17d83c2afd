package io.slipway.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

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
                        and in "limits.perSecond" from property source "commandLineArgs".
                        orders.page-size is declared in two layers: as a setting in KV config/orders/orders.page-size, \
                        and in "orders.page-size" from property source "commandLineArgs".

                        Action:

                        Keep every key in one layer: remove it there, or rename the component of the settings record.
                        """);
    }

    @Test
    void aKeyInApplicationYmlIsNamedWithFileAndLine(CapturedOutput output) {
        assertThat(failure(output, "--spring.config.additional-location=classpath:/declared-twice.yml"))
                .contains("orders.page-size is declared in two layers: as a setting in KV"
                        + " config/orders/orders.page-size, and in class path resource [declared-twice.yml] - 3:14.\n");
    }

    @Test
    void anAddressThatIsNoneIsNamed(CapturedOutput output) {
        assertThat(failure(output, "--SLIPWAY_ADVERTISE=everywhere"))
                .contains("SLIPWAY_ADVERTISE")
                .contains("everywhere")
                .contains("Correct the environment variables of the process and start it again.");
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
