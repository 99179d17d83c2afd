package io.slipway.bamboo.apply;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.bamboo.haproxy.Layout;
import io.slipway.bamboo.haproxy.Pool;
import io.slipway.bamboo.haproxy.Slot;
import io.slipway.bamboo.haproxy.Slot.Use;
import io.slipway.bamboo.haproxy.Tenant;
import io.slipway.bamboo.route.Route;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReasonsTest {

    private static Pool pool(String name, String path, Slot... slots) {
        return new Pool(name, List.of(new Route(null, path)), List.of(slots));
    }

    private static Slot slot(int number, Use use, String task) {
        return new Slot("s" + number, use, new Tenant(task, "127.0.0.1", 1), Instant.EPOCH, 1);
    }

    private static Slot free(int number) {
        return slot(number, Use.FREE, "").emptied();
    }

    private static Layout layout(Pool... pools) {
        return new Layout(true, List.of(pools));
    }

    @Test
    void everyDifferenceIsSaid() {
        Layout before = layout(
                pool("a", "/a", slot(1, Use.READY, "t1"), slot(2, Use.READY, "t2"), free(3)),
                pool("b", "/b", free(1)),
                pool("c", "/c", free(1)));
        Layout after = layout(
                pool("a", "/a", slot(1, Use.DRAINING, "t1"), slot(2, Use.LEFT, "t2"), slot(3, Use.READY, "t3")),
                pool("b", "/other", free(1), slot(2, Use.READY, "t4")),
                pool("d", "/d"));
        assertThat(Reasons.between(before, after))
                .isEqualTo("backend c is gone; a/s1 drains t1; a/s2 is left by t2; a/s3 takes t3;"
                        + " backend b has other routes; backend b grows from 1 to 2 slots; and 2 more");
    }

    @Test
    void aFreedSlotIsNoNews() {
        assertThat(Reasons.between(layout(pool("a", "/a", slot(1, Use.LEFT, "t1"))), layout(pool("a", "/a", free(1)))))
                .isEmpty();
    }

    @Test
    void theFirstWordOfMarathonIsNews() {
        assertThat(Reasons.between(Layout.UNKNOWN, layout())).isEqualTo("the first word of Marathon");
    }

    @Test
    void aThousandChangesAreOneLine() {
        Slot[] ready = IntStream.rangeClosed(1, 1000)
                .mapToObj(i -> slot(i, Use.READY, "t" + i))
                .toArray(Slot[]::new);
        Slot[] draining =
                Stream.of(ready).map(slot -> slot(1, Use.DRAINING, "t")).toArray(Slot[]::new);
        assertThat(Reasons.between(layout(pool("a", "/a", ready)), layout(pool("a", "/a", draining))))
                .endsWith("; and 994 more");
    }
}
