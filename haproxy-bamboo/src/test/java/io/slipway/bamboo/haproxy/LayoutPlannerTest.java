package io.slipway.bamboo.haproxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.bamboo.route.Policy;
import io.slipway.bamboo.route.Route;
import io.slipway.bamboo.topology.Backend;
import io.slipway.bamboo.topology.ConsulStatus;
import io.slipway.bamboo.topology.Origin;
import io.slipway.bamboo.topology.Server;
import io.slipway.bamboo.topology.Standing;
import io.slipway.bamboo.topology.Topology;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LayoutPlannerTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private boolean idle = true;

    private static Server server(String task, int port, Standing standing) {
        return new Server(task, "h", "127.0.0.1", port, "TASK_RUNNING", true, ConsulStatus.UNKNOWN, standing, 1);
    }

    private static Backend backend(String name, Server... servers) {
        return new Backend(
                name,
                Origin.MARATHON,
                "/" + name,
                name,
                List.of(new Route(null, "/" + name)),
                Policy.DEFAULT,
                List.of(servers));
    }

    private static Topology topology(Backend... backends) {
        return new Topology(true, List.of(backends), List.of());
    }

    private LayoutPlanner planner(Topology topology) {
        return new LayoutPlanner(topology, (pool, slot) -> idle, NOW);
    }

    private Layout plan(Layout current, Backend... backends) {
        return planner(topology(backends)).plan(current);
    }

    private static List<String> uses(Layout layout) {
        return layout.pools().get(0).slots().stream()
                .filter(slot -> slot.tenant() != null)
                .map(slot ->
                        slot.name() + " " + slot.use() + " " + slot.tenant().task())
                .toList();
    }

    @Test
    @DisplayName("H21: slots are doubled, from ten on, with room for a whole second set")
    void capacityGrowsGeometrically() {
        assertThat(Stream.of(0, 1, 5, 6, 10, 11, 40).map(LayoutPlanner::capacity))
                .containsExactly(10, 10, 10, 20, 20, 40, 80);
    }

    @Test
    void aServerKeepsItsSlotAndANewOneTakesTheFirstFree() {
        Layout first =
                plan(Layout.UNKNOWN, backend("a", server("t1", 1, Standing.SERVES), server("t2", 2, Standing.SERVES)));
        assertThat(uses(first)).containsExactly("s1 READY t1", "s2 READY t2");
        Layout second = plan(first, backend("a", server("t2", 2, Standing.SERVES), server("t3", 3, Standing.SERVES)));
        assertThat(uses(second)).containsExactly("s1 LEFT t1", "s2 READY t2", "s3 READY t3");
        assertThat(second.sameShape(first)).isTrue();
    }

    @Test
    @DisplayName("H20: a slot is given away only when no request runs on it")
    void aSlotThatWasLeftIsFreedOnlyWhenIdle() {
        Layout first = plan(Layout.UNKNOWN, backend("a", server("t1", 1, Standing.SERVES)));
        Layout left = plan(first, backend("a"));
        assertThat(uses(left)).containsExactly("s1 LEFT t1");
        idle = false;
        assertThat(uses(plan(left, backend("a", server("t2", 2, Standing.SERVES)))))
                .containsExactly("s1 LEFT t1", "s2 READY t2");
        idle = true;
        assertThat(uses(plan(left, backend("a", server("t2", 2, Standing.SERVES)))))
                .containsExactly("s1 READY t2");
    }

    @Test
    void drainingIsForThoseThatHaveASlot() {
        Layout first = plan(Layout.UNKNOWN, backend("a", server("t1", 1, Standing.SERVES)));
        Backend dying = backend("a", server("t1", 1, Standing.DYING), server("t2", 2, Standing.STARTING));
        assertThat(uses(plan(first, dying))).containsExactly("s1 DRAINING t1");
        assertThat(uses(plan(plan(first, dying), backend("a", server("t1", 1, Standing.DEAD)))))
                .containsExactly("s1 LEFT t1");
    }

    @Test
    void aTaskThatComesBackHasItsSlotAgain() {
        Layout first = plan(Layout.UNKNOWN, backend("a", server("t1", 1, Standing.SERVES)));
        Layout left = plan(first, backend("a"));
        assertThat(uses(plan(left, backend("a", server("t1", 1, Standing.SERVES)))))
                .containsExactly("s1 READY t1");
    }

    @Test
    void aTaskThatMovedIsAnotherServer() {
        Layout first = plan(Layout.UNKNOWN, backend("a", server("t1", 1, Standing.SERVES)));
        assertThat(uses(plan(first, backend("a", server("t1", 2, Standing.SERVES)))))
                .containsExactly("s1 LEFT t1", "s2 READY t1");
    }

    @Test
    void aPoolThatIsFullIsDoubled() {
        Layout first = plan(Layout.UNKNOWN, backend("a"));
        Server[] eleven = IntStream.rangeClosed(1, 11)
                .mapToObj(i -> server("t" + i, i, Standing.SERVES))
                .toArray(Server[]::new);
        Layout grown = plan(first, backend("a", eleven));
        assertThat(grown.pools().get(0).slots()).hasSize(20);
        assertThat(grown.sameShape(first)).isFalse();

        Layout inShape = planner(topology(backend("a", eleven))).planInShape(first);
        assertThat(inShape.sameShape(first)).isTrue();
        assertThat(uses(inShape)).hasSize(10);
    }

    @Test
    @DisplayName("H24: what waits for a reload loses its servers at once")
    void withoutAReloadABackendThatIsGoneLosesItsServersAndANewOneWaits() {
        Layout first = plan(Layout.UNKNOWN, backend("a", server("t1", 1, Standing.SERVES)));
        Layout inShape = planner(topology(backend("b", server("t2", 2, Standing.SERVES))))
                .planInShape(first);
        assertThat(inShape.sameShape(first)).isTrue();
        assertThat(uses(inShape)).containsExactly("s1 LEFT t1");
    }

    @Test
    void nothingIsPlannedFromNothingKnown() {
        Layout first = plan(Layout.UNKNOWN, backend("a", server("t1", 1, Standing.SERVES)));
        assertThat(planner(Topology.UNKNOWN).plan(first)).isSameAs(first);
        assertThat(planner(Topology.UNKNOWN).planInShape(first)).isSameAs(first);
    }
}
