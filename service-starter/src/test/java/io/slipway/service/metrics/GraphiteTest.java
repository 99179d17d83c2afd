package io.slipway.service.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.codahale.metrics.MetricRegistry;
import io.slipway.registry.FreePort;
import io.slipway.service.Identity;
import io.slipway.service.internal.BadBootEnvironment;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.mock.env.MockEnvironment;

@ExtendWith(OutputCaptureExtension.class)
@Timeout(120)
final class GraphiteTest {

    private static final Identity IDENTITY = new Identity("orders", "orders.instance-1._app.1", "1.2.3", "shop");

    private final MetricRegistry metrics = new Measurements(registry -> {});
    private final int port = FreePort.find();
    private Carbon carbon;

    /** Takes lines as Graphite does, one connection after the other. */
    private static final class Carbon implements AutoCloseable {

        private final List<String> lines = new CopyOnWriteArrayList<>();
        private final ServerSocket server;

        Carbon(int port) throws IOException {
            server = new ServerSocket();
            server.setReuseAddress(true);
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            Thread thread = new Thread(this::take);
            thread.setDaemon(true);
            thread.start();
        }

        private void take() {
            try {
                while (true) {
                    try (Socket socket = server.accept()) {
                        lines.addAll(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                                .lines()
                                .toList());
                    }
                }
            } catch (IOException e) {
                // Closed.
            }
        }

        @Override
        public void close() throws IOException {
            server.close();
        }
    }

    @AfterEach
    void close() throws IOException {
        if (carbon != null) {
            carbon.close();
        }
    }

    @Test
    void everythingMeasuredArrivesBelowServiceAndInstance() throws Exception {
        carbon = new Carbon(port);
        metrics.timer("http.GET./orders/{id}").update(250, TimeUnit.MILLISECONDS);
        metrics.counter("evil\n* 1 2").inc();
        try (Reports reports = reports()) {
            assertThat(reports).isNotNull();
            await().atMost(Duration.ofSeconds(60)).until(() -> !carbon.lines.isEmpty());
        }
        assertThat(carbon.lines)
                .allMatch(line ->
                        line.matches("orders\\.orders_instance-1__app_1\\.[A-Za-z0-9._-]+ -?[0-9.]+ [0-9]{10}"));
        assertThat(carbon.lines.stream().map(line -> line.replaceAll(" [0-9]+$", "")))
                .contains(
                        "orders.orders_instance-1__app_1.http.GET.-orders-_id_.p999 250.00",
                        "orders.orders_instance-1__app_1.http.GET.-orders-_id_.count 1",
                        "orders.orders_instance-1__app_1.evil___1_2.count 1");
    }

    @Test
    void anOutageIsToldOnceWhenItBeginsAndOnceWhenItEnds(CapturedOutput output) throws Exception {
        metrics.counter("some").inc();
        try (Reports reports = reports()) {
            assertThat(reports).isNotNull();
            String begun = "Reporting to Graphite at 127.0.0.1:" + port + " is not possible: Connection refused."
                    + " What is measured meanwhile is not sent later.";
            await().atMost(Duration.ofSeconds(60)).until(() -> output.getOut().contains(begun));
            carbon = new Carbon(port);
            String ended = "Reporting to Graphite at 127.0.0.1:" + port + " is possible again";
            await().atMost(Duration.ofSeconds(60)).until(() -> output.getOut().contains(ended));
            carbon.close();
            await().atMost(Duration.ofSeconds(60)).until(() -> output.getOut().split("not possible", -1).length == 3);
        }
        assertThat(output.getOut().split("is possible again", -1)).hasSize(2);
        assertThat(output.getOut()).doesNotContain("\tat ").doesNotContain("Exception");
    }

    @Test
    void whoAcceptsAndNeverReadsHoldsUpNothingForLong() throws Exception {
        try (ServerSocket deaf = new ServerSocket()) {
            deaf.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            GraphiteLines lines = new GraphiteLines(GraphiteTarget.parse("127.0.0.1:" + port), Duration.ofMillis(200));
            lines.connect();
            assertThat(lines.isConnected()).isTrue();
            String value = "1".repeat(1000);
            for (int i = 0; i < 100_000 && lines.isConnected(); i++) {
                lines.send("name", value, 1);
            }
            assertThat(lines.isConnected()).isFalse();
            lines.send("name", value, 1);
            lines.flush();
            lines.close();
            assertThat(lines.getFailures()).isPositive();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"carbon", ":2003", "carbon:", "carbon:0", "carbon:65536", "carbon:x", "a b:1", "u@c:1", "c:1/x"})
    void anAddressThatIsNoneEndsTheStart(String text) {
        MockEnvironment environment = new MockEnvironment().withProperty("slipway.graphite", text);
        assertThatThrownBy(() -> Reports.begin(metrics, IDENTITY, environment))
                .isInstanceOf(BadBootEnvironment.class)
                .hasMessage("SLIPWAY_GRAPHITE is \"" + text
                        + "\", expected a host and a port, as in carbon.example.com:2003.");
    }

    @Test
    void anAddressOfIpVersion6StandsInBrackets() {
        assertThat(GraphiteTarget.parse("[::1]:2003")).isEqualTo(new GraphiteTarget("::1", 2003));
    }

    @Test
    void beansShowTheSameWhereTheyAreAskedFor() throws Exception {
        metrics.counter("some").inc(7);
        MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
        ObjectName name = new ObjectName("slipway.orders:name=some,type=counters");
        MockEnvironment environment = new MockEnvironment().withProperty("slipway.jmx", "true");
        try (Reports reports = Reports.begin(metrics, IDENTITY, environment)) {
            assertThat(reports).isNotNull();
            assertThat(beans.getAttribute(name, "Count")).isEqualTo(7L);
        }
        assertThat(beans.isRegistered(name)).isFalse();
    }

    private Reports reports() {
        return Reports.begin(
                metrics,
                IDENTITY,
                new MockEnvironment()
                        .withProperty("slipway.graphite", "127.0.0.1:" + port)
                        .withProperty("slipway.graphite-interval", "50ms"));
    }
}
