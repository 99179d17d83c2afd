package io.slipway.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.registry.FreePort;
import io.slipway.service.app.OrdersApplication;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Timeout(120)
final class ConsulTest {

    @Test
    void theServiceRegistersAtTheAgentThatTheEnvironmentNames() throws Exception {
        BlockingQueue<RecordedRequest> registrations = new LinkedBlockingQueue<>();
        try (MockWebServer consul = new MockWebServer()) {
            consul.setDispatcher(new Agent(registrations));
            consul.start();
            try (ServletWebServerApplicationContext service = start("127.0.0.1:" + consul.getPort())) {
                JsonNode body = JsonMapper.shared()
                        .readTree(registrations
                                .poll(60, TimeUnit.SECONDS)
                                .getBody()
                                .utf8());
                assertThat(body.get("Name").asString()).isEqualTo("orders");
                assertThat(body.get("Id").asString())
                        .isEqualTo(service.getBean(Identity.class).instance());
                assertThat(body.get("Port").asInt())
                        .isEqualTo(service.getWebServer().getPort());
                assertThat(body.at("/Check/HTTP").asString()).endsWith("/actuator/health/readiness");
            }
        }
    }

    @Test
    void theServiceServesWithDefaultsWhileNoAgentAnswers() throws Exception {
        try (ServletWebServerApplicationContext service =
                start("127.0.0.1:" + FreePort.find(), "--slipway.registry-at-boot=run-without")) {
            Web web = new Web(service.getWebServer().getPort());
            assertThat(web.get("/actuator/health/readiness").statusCode()).isEqualTo(200);
            assertThat(web.body("/orders/1")).contains("\"pageSize\":10");
            assertThat(web.body("/orders/1/item")).contains("nobody but orders");
        }
    }

    private static ServletWebServerApplicationContext start(String consul, String... more) {
        return (ServletWebServerApplicationContext) SpringApplication.run(
                OrdersApplication.class,
                Stream.concat(
                                Stream.of(
                                        "--server.port=0",
                                        "--slipway.registry=consul",
                                        "--slipway.drain=0s",
                                        "--CONSUL_HTTP_ADDR=" + consul),
                                Stream.of(more))
                        .toArray(String[]::new));
    }

    /** Knows no service and no key, and notes who registers. */
    private static final class Agent extends Dispatcher {

        private final BlockingQueue<RecordedRequest> registrations;

        Agent(BlockingQueue<RecordedRequest> registrations) {
            this.registrations = registrations;
        }

        @Override
        public MockResponse dispatch(RecordedRequest request) {
            if (request.getTarget().startsWith("/v1/agent/service/register")) {
                registrations.add(request);
                return new MockResponse.Builder().code(200).build();
            }
            if (request.getTarget().startsWith("/v1/agent/services")) {
                return new MockResponse.Builder().code(200).body("{}").build();
            }
            if (request.getTarget().startsWith("/v1/agent/service/")
                    && request.getMethod().equals("GET")) {
                return new MockResponse.Builder().code(404).build();
            }
            if (request.getTarget().startsWith("/v1/agent/")) {
                return new MockResponse.Builder().code(200).build();
            }
            boolean keys = request.getTarget().startsWith("/v1/kv/");
            return new MockResponse.Builder()
                    .code(keys ? 404 : 200)
                    .addHeader("X-Consul-Index", "7")
                    .addHeader("X-Consul-Knownleader", "true")
                    .body(keys ? "" : "[]")
                    // A blocking query that finds nothing new.
                    .headersDelay(request.getTarget().contains("wait=") ? 500 : 0, TimeUnit.MILLISECONDS)
                    .build();
        }
    }
}
