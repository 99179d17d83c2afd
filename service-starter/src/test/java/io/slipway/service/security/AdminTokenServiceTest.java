package io.slipway.service.security;

import static io.slipway.service.RawHttp.body;
import static io.slipway.service.RawHttp.status;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.service.RawHttp;
import io.slipway.service.app.OrdersApplication;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Runs the service behind a proxy that it believes, with a token and the API's description open to all. */
@DirtiesContext
@SpringBootTest(
        classes = OrdersApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "server.forward-headers-strategy=framework",
            "slipway.public-api-docs=true",
            "spring.mvc.servlet.path=/shop"
        })
final class AdminTokenServiceTest {

    private static final String TOKEN = "correct-horse-battery";

    @TempDir
    private static Path folder;

    @LocalServerPort
    private int port;

    @DynamicPropertySource
    static void token(DynamicPropertyRegistry properties) throws IOException {
        Path file = Files.writeString(folder.resolve("token"), TOKEN + "\n");
        properties.add("slipway.admin-token-file", file::toString);
    }

    private String get(String path, String headers) throws IOException {
        return new RawHttp(port).send("GET " + path + " HTTP/1.1\nHost: orders.example.com" + headers);
    }

    @Test
    void theTokenOpensTheAdminPagesToOtherMachines() throws IOException {
        assertThat(status(get("/shop/admin/config", "\nX-Forwarded-For: 203.0.113.9\nAuthorization: Bearer " + TOKEN)))
                .isEqualTo("HTTP/1.1 200 ");
        assertThat(status(get("/shop/admin/config", "\nAuthorization: bearer  " + TOKEN + " ")))
                .isEqualTo("HTTP/1.1 200 ");
        assertThat(body(get("/shop/actuator/health", "\nAuthorization: Bearer " + TOKEN)))
                .contains("\"registered\"");
    }

    @Test
    void anythingElseIsRefusedAndToldWhatIsMissing() throws IOException {
        for (String offered : new String[] {
            "",
            "\nAuthorization: Bearer",
            "\nAuthorization: Bearer wrong-horse-battery",
            "\nAuthorization: Basic " + TOKEN,
        }) {
            String answer = get("/shop/admin/config", offered);
            assertThat(status(answer)).isEqualTo("HTTP/1.1 401 ");
            assertThat(answer).contains("WWW-Authenticate: Bearer\r\n").doesNotContain(TOKEN);
            assertThat(body(answer))
                    .contains("This page is for operators: send the header Authorization: Bearer with the token that"
                            + " SLIPWAY_ADMIN_TOKEN_FILE holds, or ask from the machine the service runs on.");
        }
    }

    @Test
    void aHeaderThatTheServiceBelievesElsewhereMakesNobodyLocal() throws IOException {
        assertThat(status(get("/shop/admin/config", "\nX-Forwarded-For: 127.0.0.1")))
                .isEqualTo("HTTP/1.1 401 ");
        assertThat(status(new RawHttp(port)
                        .send("GET /shop/admin/config HTTP/1.1\nHost: 127.0.0.1\nX-Forwarded-For: 127.0.0.1")))
                .isEqualTo("HTTP/1.1 401 ");
        assertThat(status(new RawHttp(port).send("GET /shop/admin/config HTTP/1.1\nHost: 127.0.0.1")))
                .isEqualTo("HTTP/1.1 200 ");
    }

    @Test
    void theDescriptionOfTheApiIsOpenWhereTheServiceSaysSo() throws IOException {
        assertThat(status(get("/shop/v3/api-docs", ""))).isEqualTo("HTTP/1.1 200 ");
        assertThat(status(get("/shop/admin/metrics", ""))).isEqualTo("HTTP/1.1 401 ");
    }
}
