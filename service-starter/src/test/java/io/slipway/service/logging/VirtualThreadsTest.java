package io.slipway.service.logging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.slipway.service.Web;
import io.slipway.service.app.OrdersApplication;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@EnabledForJreRange(min = JRE.JAVA_21, disabledReason = "Java has virtual threads from 21 on.")
@DirtiesContext
@ExtendWith(OutputCaptureExtension.class)
@SpringBootTest(
        classes = OrdersApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "spring.threads.virtual.enabled=true")
final class VirtualThreadsTest {

    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

    @LocalServerPort
    private int port;

    @Test
    void aVirtualThreadCarriesWhatTheRequestCameWith(CapturedOutput output) throws Exception {
        String answer = new Web(port)
                .get("/later", "X-Request-Id", "virtual-1", "traceparent", "00-" + TRACE + "-b7ad6b7169203331-01")
                .body();
        assertThat(answer).isEqualTo("later");
        await().atMost(Duration.ofSeconds(60)).until(() -> output.getOut().contains("Answered from another thread"));
        JsonNode line = output.getOut()
                .lines()
                .filter(printed -> printed.contains("Answered from another thread"))
                .map(JsonMapper.shared()::readTree)
                .findFirst()
                .orElseThrow();
        assertThat(line.get("requestId").asString()).isEqualTo("virtual-1");
        assertThat(line.get("traceId").asString()).isEqualTo(TRACE);
    }
}
