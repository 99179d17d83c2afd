package io.slipway.service.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.service.Web;
import io.slipway.service.app.OrdersApplication;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.json.JsonMapper;

@SpringBootTest(classes = OrdersApplication.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
final class ProblemTest {

    @LocalServerPort
    private int port;

    @Test
    void anExceptionThatNobodyExpectedIsToldByItsStatusAlone() throws Exception {
        assertProblem(get("/broken"), 500, """
                {"title": "Internal Server Error", "status": 500, "instance": "/broken", "requestId": "p-1"}
                """);
    }

    @Test
    void whatIsNotThereIsAProblemToo() throws Exception {
        assertProblem(get("/no/such%20page"), 404, """
                {"title": "Not Found", "status": 404, "detail": "There is nothing at this path.",
                 "instance": "/no/such%20page", "requestId": "p-1"}
                """);
        assertProblem(get("/error"), 404, """
                {"title": "Not Found", "status": 404, "instance": "/error", "requestId": "p-1"}
                """);
    }

    @Test
    void aBrowserIsToldTheSame() throws Exception {
        HttpResponse<String> answer = new Web(port).get("/broken", "Accept", "text/html", "X-Request-Id", "p-1");
        assertProblem(answer, 500, """
                {"title": "Internal Server Error", "status": 500, "instance": "/broken", "requestId": "p-1"}
                """);
    }

    @Test
    void aBodyThatIsNoJsonIsToldWithoutTheParsersWords() throws Exception {
        HttpResponse<String> answer = new Web(port).post("/orders", "{\"item\": ");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .contains("\"detail\":\"Failed to read request\"", "\"requestId\":\"")
                .doesNotContain("jackson", "NewOrder", "Unexpected");
    }

    private HttpResponse<String> get(String path) throws Exception {
        return new Web(port).get(path, "X-Request-Id", "p-1");
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String problem) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(JsonMapper.shared().readTree(answer.body()))
                .isEqualTo(JsonMapper.shared().readTree(problem));
    }
}
