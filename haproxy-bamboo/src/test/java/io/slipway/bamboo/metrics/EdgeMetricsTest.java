package io.slipway.bamboo.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.codahale.metrics.Timer;
import io.slipway.bamboo.apply.Apply;
import io.slipway.bamboo.apply.Apply.Kind;
import io.slipway.bamboo.apply.EdgeState;
import io.slipway.bamboo.haproxy.Layout;
import io.slipway.bamboo.haproxy.ServersState;
import io.slipway.bamboo.source.SourceStatus;
import io.slipway.bamboo.topology.Topology;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class EdgeMetricsTest {

    private final List<Apply> history = new ArrayList<>();
    private long hintedAt;
    private final EdgeMetrics metrics = new EdgeMetrics(
            EdgeMetricsTest::state,
            () -> List.copyOf(history),
            Map.of("consul", () -> new SourceStatus(false, 2500, "away")),
            () -> hintedAt);

    private static EdgeState state() {
        return new EdgeState(
                Topology.UNKNOWN,
                Layout.UNKNOWN,
                ServersState.NONE,
                Map.of(),
                new Apply(Kind.NONE, "nothing", Instant.EPOCH, 0, null),
                List.of("held"),
                new EdgeState.Proxy(0, "2.6.12", 3, 2, 1, 4));
    }

    @Test
    void everyApplyIsCountedOnceByKindCauseAndOutcome() {
        history.add(0, apply(Kind.RELOAD, "HAProxy started", null));
        metrics.changed();
        history.add(0, apply(Kind.RUNTIME, "a_1/s1 takes t1", null));
        history.add(0, apply(Kind.RUNTIME, "a_1/s1 takes t2", null));
        history.add(0, apply(Kind.RUNTIME, "HAProxy had drifted: set server a_1/s1 weight 1", null));
        history.add(0, apply(Kind.RELOAD, "HAProxy lacks a_1/s1", "no"));
        history.add(0, apply(Kind.RELOAD, "HAProxy had ended: started again with the same servers", null));
        metrics.changed();
        metrics.changed();

        Map<String, Long> counts = new TreeMap<>();
        metrics.registry().getTimers().forEach((name, timer) -> counts.put(name, timer.getCount()));
        assertThat(counts)
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "applies;cause=start;kind=reload;outcome=ok", 1L,
                        "applies;cause=change;kind=runtime;outcome=ok", 2L,
                        "applies;cause=drift;kind=runtime;outcome=ok", 1L,
                        "applies;cause=drift;kind=reload;outcome=failed", 1L,
                        "applies;cause=restart;kind=reload;outcome=ok", 1L));
        Timer change = metrics.registry().timer("applies;cause=change;kind=runtime;outcome=ok");
        assertThat(change.getSnapshot().getMax()).isEqualTo(1_500_000);
    }

    @Test
    void whatASourceAnnouncedIsMeasuredUntilItIsEffective() {
        history.add(0, apply(Kind.RUNTIME, "a_1/s1 takes t1", null));
        metrics.changed();
        hintedAt = System.nanoTime() - 1_000_000;
        history.add(0, apply(Kind.RUNTIME, "a_1/s1 takes t2", null));
        history.add(0, apply(Kind.RUNTIME, "HAProxy had drifted: x", null));
        history.add(0, apply(Kind.RELOAD, "backend b is new", "no"));
        metrics.changed();

        Timer effective = metrics.registry().timer("effective;kind=runtime");
        assertThat(effective.getCount()).isEqualTo(1);
        assertThat(effective.getSnapshot().getMin()).isGreaterThanOrEqualTo(1_000_000);
        assertThat(metrics.registry().getTimers()).doesNotContainKey("effective;kind=reload");
    }

    @Test
    void theStateAndTheSourcesAreGauges() {
        Map<String, Object> values = new TreeMap<>();
        metrics.registry().getGauges().forEach((name, gauge) -> values.put(name, gauge.getValue()));
        assertThat(values)
                .containsEntry("reloads", 3.0)
                .containsEntry("old_workers", 2.0)
                .containsEntry("restarts", 1.0)
                .containsEntry("drifts", 4.0)
                .containsEntry("haproxy_running", 0.0)
                .containsEntry("held_services", 1.0)
                .containsEntry("servers;standing=serves", 0.0)
                .containsEntry("source_ok;source=consul", 0)
                .containsEntry("source_held;source=consul", 1)
                .containsEntry("source_age_seconds;source=consul", 2.5);
    }

    private static Apply apply(Kind kind, String reason, String error) {
        return new Apply(kind, reason, Instant.EPOCH, 1.5, error);
    }
}
