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
final class LimitsTest {

    private static final String POST =
            "POST /orders HTTP/1.1\nHost: 127.0.0.1\nX-Request-Id: big-1" + "\nContent-Type: application/json";
    private static final String TOO_LARGE = """
            {"title": "Content Too Large", "status": 413, "instance": "/orders", "requestId": "big-1",
             "detail": "The body of a request may have 1024 KiB."}
            """;

    @LocalServerPort
    private int port;

    private String send(String head, String... body) throws IOException {
        return new RawHttp(port).send(head, body);
    }

    @Test
    void aBodyThatSaysItIsTooLargeIsNotRead() throws IOException {
        String answer = send(POST + "\nContent-Length: 1048577", "x".repeat(0x100001));
        assertThat(status(answer)).isEqualTo("HTTP/1.1 413 ");
        assertProblem(answer, TOO_LARGE);
    }

    @Test
    void aBodyThatGrowsTooLargeIsReadNoFurther() throws IOException {
        String answer = send(
                POST + "\nTransfer-Encoding: chunked",
                "100001\r\n{\"item\": \"" + "x".repeat(0x100001 - 12) + "\"}\r\n0\r\n\r\n");
        assertThat(status(answer)).isEqualTo("HTTP/1.1 413 ");
        assertProblem(answer, TOO_LARGE);
    }

    @Test
    void aBodyOfJustTheLimitIsRead() throws IOException {
        String answer = send(
                POST + "\nTransfer-Encoding: chunked",
                "100000\r\n{\"item\": \"" + "x".repeat(0x100000 - 12) + "\"}\r\n0\r\n\r\n");
        assertThat(status(answer)).isEqualTo("HTTP/1.1 201 ");
    }

    @Test
    void aFormIsLimitedToo() throws IOException {
        String answer = send(
                "POST /orders HTTP/1.1\nHost: 127.0.0.1\nContent-Type: application/x-www-form-urlencoded\nContent-Length: 1048577",
                "x".repeat(0x100001));
        assertThat(status(answer)).isEqualTo("HTTP/1.1 413 ");
    }

    @Test
    void headersThatAreTooLargeAreRefused() throws IOException {
        for (int size : new int[] {17_000, 200_000}) {
            String answer = send("GET /orders/1 HTTP/1.1\nHost: 127.0.0.1\nX-Large: " + "x".repeat(size));
            assertThat(status(answer)).isEqualTo("HTTP/1.1 431 ");
            assertProblem(answer, "{\"title\": \"Request Header Fields Too Large\", \"status\": 431}");
        }
        assertThat(status(send("GET /orders/1 HTTP/1.1\nHost: 127.0.0.1" + "\nX-Many: 12345678".repeat(900))))
                .isEqualTo("HTTP/1.1 431 ");
        assertThat(status(send("GET /orders/1 HTTP/1.1\nHost: 127.0.0.1\nX-Large: " + "x".repeat(15_000))))
                .isEqualTo("HTTP/1.1 200 ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /orders/1 HTTP/1.1",
                "GET /orders/{1} HTTP/1.1\nHost: 127.0.0.1",
                "GET /orders/%zz HTTP/1.1\nHost: 127.0.0.1",
                "G\u0000T / HTTP/1.1\nHost: 127.0.0.1",
                "GET / HTTP/1.1\nHost: 127.0.0.1\nHost: other",
                "GET / HTTP/1.1\nHost: 127.0.0.1\n: nameless",
                "POST /orders HTTP/1.1\nHost: 127.0.0.1\nContent-Length: -1",
                "POST /orders HTTP/1.1\nHost: 127.0.0.1\nContent-Length: 99999999999999999999",
            })
    void garbageIsABadRequestOfWhichNothingInsideIsTold(String head) throws IOException {
        String answer = send(head);
        assertThat(status(answer)).isEqualTo("HTTP/1.1 400 ");
        assertThat(answer).doesNotContain("Exception", "\tat ", "Tomcat");
        assertProblem(answer, "{\"title\": \"Bad Request\", \"status\": 400}");
    }

    private static void assertProblem(String answer, String problem) {
        assertThat(answer).contains("Content-Type: application/problem+json");
        assertThat(JsonMapper.shared().readTree(body(answer)))
                .isEqualTo(JsonMapper.shared().readTree(problem));
    }
}
