package io.slipway.service.security;

import static io.slipway.service.RawHttp.body;
import static io.slipway.service.RawHttp.status;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.service.RawHttp;
import io.slipway.service.app.OrdersApplication;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.test.annotation.DirtiesContext;

@DirtiesContext
@SpringBootTest(
        classes = OrdersApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "management.server.port=0")
final class ManagementPortTest {

    private static final String FORWARDED = "\nX-Forwarded-For: 203.0.113.9";

    @LocalManagementPort
    private int port;

    @Test
    void theActuatorIsGuardedOnAPortOfItsOwnToo() throws IOException {
        assertThat(status(get("/actuator/loggers", ""))).isEqualTo("HTTP/1.1 200 ");
        assertThat(status(get("/actuator/loggers", FORWARDED))).isEqualTo("HTTP/1.1 403 ");
        assertThat(body(get("/actuator/health", ""))).contains("\"registered\"");
        assertThat(status(get("/actuator/health", FORWARDED))).isEqualTo("HTTP/1.1 200 ");
        assertThat(body(get("/actuator/health", FORWARDED))).doesNotContain("\"registered\"");
    }

    private String get(String path, String headers) throws IOException {
        return new RawHttp(port).send("GET " + path + " HTTP/1.1\nHost: 127.0.0.1" + headers);
    }
}
