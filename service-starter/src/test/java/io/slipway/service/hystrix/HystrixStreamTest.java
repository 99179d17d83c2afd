package io.slipway.service.hystrix;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.registry.Registry;
import io.slipway.service.Web;
import io.slipway.service.app.OrdersApplication;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Listens to the stream of a running service, and writes Hystrix's properties into its KV. */
@Timeout(180)
final class HystrixStreamTest {

    private static final String FIND = "InventoryApi.find";
    private static final String TIMEOUT = "execution.isolation.thread.timeoutInMilliseconds";

    private ServletWebServerApplicationContext service;
    private StreamListeners listeners;
    private final List<Listener> open = new ArrayList<>();

    @BeforeEach
    void start() {
        service = (ServletWebServerApplicationContext) SpringApplication.run(
                OrdersApplication.class,
                "--server.port=0",
                "--slipway.registry=memory",
                "--hystrix.command." + FIND + ".circuitBreaker.sleepWindowInMilliseconds=4321");
        listeners = service.getBean(StreamListeners.class);
    }

    @AfterEach
    void stop() throws IOException {
        for (Listener listener : open) {
            listener.socket.close();
        }
        service.close();
    }

    private static ConditionFactory await() {
        return Awaitility.await().atMost(Duration.ofSeconds(60));
    }

    private int port() {
        return service.getWebServer().getPort();
    }

    private Listener listen() throws IOException {
        Listener listener = new Listener(port());
        open.add(listener);
        return listener;
    }

    /** Is a dashboard: reads the stream line by line. */
    private static final class Listener {

        private final Socket socket;
        private final BufferedReader in;

        Listener(int port) throws IOException {
            socket = new Socket("127.0.0.1", port);
            socket.getOutputStream()
                    .write("GET /hystrix.stream?delay=100 HTTP/1.1\r\nHost: localhost\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        }

        /** Returns the next line that begins so, null at the end. */
        String next(String beginning) throws IOException {
            String line = in.readLine();
            while (line != null && !line.startsWith(beginning)) {
                line = in.readLine();
            }
            return line;
        }

        JsonNode nextEvent(String name) throws IOException {
            while (true) {
                JsonNode event = JsonMapper.shared().readTree(next("data: ").substring("data: ".length()));
                if (event.get("name").asString().equals(name)) {
                    return event;
                }
            }
        }
    }

    @Test
    void aDashboardIsToldOfEveryCommandAgainAndAgain() throws Exception {
        new Web(port()).get("/orders/1/item");
        Listener listener = listen();

        assertThat(listener.next("HTTP/")).isEqualTo("HTTP/1.1 200 ");
        assertThat(listener.next("Content-Type")).isEqualTo("Content-Type: text/event-stream");
        for (int i = 0; i < 3; i++) {
            assertThat(listener.nextEvent(FIND).get("type").asString()).isEqualTo("HystrixCommand");
        }
    }

    @Test
    void propertiesFromKvAndFromTheEnvironmentAreInForceWithoutARestart() throws Exception {
        new Web(port()).get("/orders/1/item");
        Listener listener = listen();
        assertThat(listener.nextEvent(FIND)
                        .get("propertyValue_circuitBreakerSleepWindowInMilliseconds")
                        .asInt())
                .isEqualTo(4321);

        service.getBean(Registry.class).put("config/orders/hystrix.command." + FIND + "." + TIMEOUT, "777");

        await().until(() -> listener.nextEvent(FIND)
                        .get("propertyValue_executionTimeoutInMilliseconds")
                        .asInt()
                == 777);
    }

    @Test
    void aListenerThatGoesIsForgotten() throws IOException {
        Listener listener = listen();
        listener.next("HTTP/");
        await().until(() -> listeners.count() == 1);

        listener.socket.close();

        await().until(() -> listeners.count() == 0);
        await().until(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().equals("slipway: hystrix.stream")));
    }

    @Test
    void moreThanFiveListenersAreTurnedAway() throws Exception {
        for (int i = 0; i < StreamListeners.MOST; i++) {
            assertThat(listen().next("HTTP/")).isEqualTo("HTTP/1.1 200 ");
        }

        assertThat(listen().next("HTTP/")).isEqualTo("HTTP/1.1 503 ");
        assertThat(new Web(port()).get("/hystrix.stream").body())
                .contains("5 listen to /hystrix.stream already, which is as many as may.");
    }

    @Test
    void listenersDoNotHoldUpAServiceThatStops() throws IOException {
        Listener listener = listen();
        listener.next("HTTP/");
        await().until(() -> listeners.count() == 1);

        service.close();

        assertThat(listener.next("nothing begins like this")).isNull();
        assertThat(listeners.count()).isZero();
    }
}
