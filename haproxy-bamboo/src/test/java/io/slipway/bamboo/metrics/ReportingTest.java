package io.slipway.bamboo.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.codahale.metrics.Gauge;
import com.codahale.metrics.MetricRegistry;
import io.slipway.bamboo.metrics.Reporting.Protocol;
import io.slipway.bamboo.metrics.Reporting.Target;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ReportingTest {

    private static final Duration OFTEN = Duration.ofMillis(50);

    private final MetricRegistry registry = registry();

    private static MetricRegistry registry() {
        MetricRegistry registry = new MetricRegistry();
        registry.register("source_ok;source=consul", (Gauge<Double>) () -> 1.0);
        registry.timer("applies;cause=change;kind=runtime").update(1500, TimeUnit.MICROSECONDS);
        return registry;
    }

    @Test
    void prometheusGetsSecondsAndLabels() {
        assertThat(PrometheusText.of(registry)).isEqualTo("""
                # TYPE slipway_edge_applies_seconds summary
                slipway_edge_applies_seconds{cause="change",kind="runtime",quantile="0.5"} 0.0015
                slipway_edge_applies_seconds{cause="change",kind="runtime",quantile="0.95"} 0.0015
                slipway_edge_applies_seconds{cause="change",kind="runtime",quantile="0.99"} 0.0015
                slipway_edge_applies_seconds{cause="change",kind="runtime",quantile="1"} 0.0015
                slipway_edge_applies_seconds_count{cause="change",kind="runtime"} 1
                # TYPE slipway_edge_source_ok gauge
                slipway_edge_source_ok{source="consul"} 1
                """);
    }

    @Test
    void statsdGetsGauges() throws IOException {
        try (DatagramSocket collector = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            collector.setSoTimeout(20_000);
            Target target = new Target(Protocol.STATSD, "127.0.0.1", collector.getLocalPort(), "edge", OFTEN);
            try (Reporting reporting = Reporting.begin(registry, target)) {
                DatagramPacket packet = new DatagramPacket(new byte[65_536], 65_536);
                collector.receive(packet);
                String lines = new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
                assertThat(lines.lines())
                        .contains("edge.source_ok.consul:1.00|g", "edge.applies.change.runtime.count:1|g");
                assertThat(reporting).isNotNull();
            }
        }
    }

    @Test
    void graphiteGetsLinesAlsoOnceItComesBack() throws IOException {
        try (ServerSocket collector = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            collector.setSoTimeout(20_000);
            Target target = new Target(Protocol.GRAPHITE, "127.0.0.1", collector.getLocalPort(), "edge", OFTEN);
            try (Reporting reporting = Reporting.begin(registry, target)) {
                collector.accept().close();
                try (Socket again = collector.accept()) {
                    again.setSoTimeout(20_000);
                    BufferedReader in =
                            new BufferedReader(new InputStreamReader(again.getInputStream(), StandardCharsets.UTF_8));
                    assertThat(in.readLine()).startsWith("edge.source_ok.consul 1.00 ");
                }
                assertThat(reporting).isNotNull();
            }
        }
    }
}
