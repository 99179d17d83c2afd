package io.slipway.bamboo.apply;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.bamboo.haproxy.Layout;
import io.slipway.bamboo.haproxy.Pool;
import io.slipway.bamboo.haproxy.Slot;
import io.slipway.bamboo.haproxy.Slot.Use;
import io.slipway.bamboo.haproxy.StatTable;
import io.slipway.bamboo.haproxy.StatTable.Counters;
import io.slipway.bamboo.haproxy.Tenant;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TrafficTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final Traffic traffic = new Traffic();

    private void read(int second, String task, long requests, long errors) {
        Slot slot = new Slot("s1", Use.READY, new Tenant(task, "127.0.0.1", 1), START, 1);
        traffic.read(
                new StatTable(Map.of("b/s1", new Counters(1, requests, errors, 7))),
                new Layout(true, List.of(new Pool("b", List.of(), List.of(slot)))),
                START.plusSeconds(second));
    }

    @Test
    void whatCameSinceTheLastReadingIsAddedAndRated() {
        read(0, "t1", 10, 1);
        read(2, "t1", 30, 2);
        assertThat(traffic.flows()).isEqualTo(Map.of("b/t1", new Flow(1, 30, 2, 10, 7)));
    }

    @Test
    void aTaskIsNotBlamedForTheOneThatHadItsSlotBefore() {
        read(0, "t1", 100, 50);
        read(1, "t2", 104, 50);
        assertThat(traffic.flows()).isEqualTo(Map.of("b/t2", new Flow(1, 4, 0, 4, 7)));
    }

    @Test
    @DisplayName("H23: a reload, after which HAProxy counts from zero, loses no count")
    void aReloadLosesNoCount() {
        read(0, "t1", 100, 3);
        traffic.restarted();
        read(1, "t1", 5, 0);
        assertThat(traffic.flows()).isEqualTo(Map.of("b/t1", new Flow(1, 105, 3, 5, 7)));
    }
}
