package io.slipway.service.security;

import static io.slipway.service.RawHttp.body;
import static io.slipway.service.RawHttp.status;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.service.RawHttp;
import io.slipway.service.app.OrdersApplication;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.json.JsonMapper;

@SpringBootTest(classes = OrdersApplication.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
final class AdminSecurityTest {

    private static final String LOCAL = "\nHost: 127.0.0.1";
    private static final String FORWARDED = "\nHost: orders.example.com\nX-Forwarded-For: 203.0.113.9";

    @LocalServerPort
    private int port;

    private String get(String path, String headers) throws IOException {
        return new RawHttp(port).send("GET " + path + " HTTP/1.1" + headers);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/admin",
                "/admin/config",
                "/admin/metrics",
                "/admin/prometheus",
                "/actuator/loggers",
                "/v3/api-docs",
                "/v3/api-docs.yaml",
                "/swagger-ui/index.html",
            })
    void thisMachineSeesEverything(String path) throws IOException {
        assertThat(status(get(path, LOCAL))).isEqualTo("HTTP/1.1 200 ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/admin",
                "/admin/",
                "/admin/config",
                "/admin/metrics",
                "/admin/prometheus",
                "/admin/no-such-page",
                "/actuator",
                "/actuator/loggers",
                "/actuator/env",
                "/actuator/healthy",
                "/v3/api-docs",
                "/v3/api-docs.yaml",
                "/v3/api-docs/swagger-config",
                "/swagger-ui.html",
                "/swagger-ui/index.html",
                "/hystrix.stream",
                "//admin/config",
                "/orders/../admin/config",
                "/./admin/config",
                "/admin;x=y/config",
                "/;x=y/admin/config",
                "/%61dmin/config",
                "/ADMIN/config",
                "/actuator/health/../loggers",
                "/actuator/health;/../loggers",
                "/actuator/health/%2e%2e/loggers",
            })
    void theEdgeIsRefusedThoughItConnectsFromThisMachine(String path) throws IOException {
        String answer = get(path, FORWARDED);
        assertThat(status(answer)).isEqualTo("HTTP/1.1 403 ");
        assertThat(answer).contains("Content-Type: application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/admin%2Fconfig", "/admin\\config", "/admin%00/config", "/admin%5Cconfig", "/..%2fadmin"})
    void whatTheServerTakesForNoPathOpensNothing(String path) throws IOException {
        assertThat(status(get(path, FORWARDED))).isIn("HTTP/1.1 400 ", "HTTP/1.1 403 ", "HTTP/1.1 404 ");
    }

    @Test
    void oneSentenceSaysWhatToDo() throws IOException {
        String answer = get("/admin/config", FORWARDED + "\nX-Request-Id: asked-1");
        assertThat(JsonMapper.shared().readTree(body(answer)))
                .isEqualTo(JsonMapper.shared().readTree("""
                {"title": "Forbidden", "status": 403, "instance": "/admin/config", "requestId": "asked-1",
                 "detail": "No token is configured: start the service with SLIPWAY_ADMIN_TOKEN_FILE naming a file \
                that holds one, or ask from the machine it runs on."}
                """));
        assertThat(status(get("/admin", LOCAL + "\nAuthorization: Bearer undefined")))
                .isEqualTo("HTTP/1.1 200 ");
        assertThat(status(get("/admin", FORWARDED + "\nAuthorization: Bearer undefined")))
                .isEqualTo("HTTP/1.1 403 ");
    }

    @Test
    void probesAreOpenToAllAndTellOperatorsMore() throws IOException {
        assertThat(body(get("/actuator/health/readiness", FORWARDED))).isEqualTo("{\"status\":\"UP\"}");
        assertThat(body(get("/actuator/health/liveness", FORWARDED))).isEqualTo("{\"status\":\"UP\"}");
        assertThat(body(get("/actuator/health", FORWARDED)))
                .contains("\"status\":\"UP\"")
                .doesNotContain("registered");
        assertThat(status(get("/actuator/health/registry", FORWARDED))).isEqualTo("HTTP/1.1 404 ");
        assertThat(body(get("/actuator/health", LOCAL))).contains("\"registered\"");
    }

    @Test
    void theServiceItselfIsOpenToAll() throws IOException {
        assertThat(status(get("/orders/1", FORWARDED))).isEqualTo("HTTP/1.1 200 ");
        assertThat(status(get("/administration", FORWARDED))).isEqualTo("HTTP/1.1 404 ");
    }

    @Test
    void loggersAreShownButChangedInOnePlaceOnly() throws IOException {
        String change = "POST /actuator/loggers/io.slipway HTTP/1.1" + LOCAL
                + "\nContent-Type: application/json\nContent-Length: 27";
        assertThat(status(new RawHttp(port).send(change, "{\"configuredLevel\": \"DEBUG\"}")))
                .isEqualTo("HTTP/1.1 405 ");
    }
}
