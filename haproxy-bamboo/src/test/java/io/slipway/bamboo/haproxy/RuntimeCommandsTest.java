package io.slipway.bamboo.haproxy;

import static io.slipway.bamboo.haproxy.Layouts.slot;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.bamboo.haproxy.ServersState.Mode;
import io.slipway.bamboo.haproxy.ServersState.Running;
import io.slipway.bamboo.haproxy.Slot.Use;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RuntimeCommandsTest {

    private static final Running PARKED = new Running("127.0.0.1", 1, Mode.MAINT, 1);

    private static Layout layout(Slot... slots) {
        return new Layout(true, List.of(new Pool("b", List.of(), List.of(slots))));
    }

    private static List<String> commands(Running actual, Slot wanted) {
        return RuntimeCommands.between(new ServersState(Map.of("b/s1", actual)), layout(wanted))
                .all();
    }

    private static Running running(int port, Mode mode) {
        return new Running("127.0.0.1", port, mode, 1);
    }

    @Test
    @DisplayName("H20: maintenance, then the address, then ready")
    void aServerThatTakesRequestsIsMovedInMaintenance() {
        assertThat(commands(running(9701, Mode.UP), slot(1, Use.READY, "t", "127.0.0.1", 9702)))
                .containsExactly(
                        "set server b/s1 state maint",
                        "set server b/s1 addr 127.0.0.1 port 9702",
                        "set server b/s1 state ready");
    }

    @Test
    void eachStateIsReachedFromEachOther() {
        Slot ready = slot(1, Use.READY, "t", "127.0.0.1", 9701);
        Slot draining = slot(1, Use.DRAINING, "t", "127.0.0.1", 9701);
        Slot left = slot(1, Use.LEFT, "t", "127.0.0.1", 9701);
        Slot free = Slot.free(1);
        assertThat(commands(PARKED, ready))
                .containsExactly("set server b/s1 addr 127.0.0.1 port 9701", "set server b/s1 state ready");
        assertThat(commands(running(9701, Mode.UP), ready)).isEmpty();
        assertThat(commands(running(9701, Mode.DRAIN), ready)).containsExactly("set server b/s1 state ready");
        assertThat(commands(running(9701, Mode.UP), draining)).containsExactly("set server b/s1 state drain");
        // So it is after a reload: the file says disabled.
        assertThat(commands(running(9701, Mode.MAINT), draining)).containsExactly("set server b/s1 state drain");
        assertThat(commands(running(9701, Mode.DRAIN), draining)).isEmpty();
        assertThat(commands(running(9701, Mode.DRAIN), left)).containsExactly("set server b/s1 state maint");
        assertThat(commands(running(9701, Mode.MAINT), left)).isEmpty();
        assertThat(commands(PARKED, left)).isEmpty();
        assertThat(commands(running(9701, Mode.MAINT), free)).containsExactly("set server b/s1 addr 127.0.0.1 port 1");
        assertThat(commands(running(9701, Mode.UP), free))
                .containsExactly("set server b/s1 state maint", "set server b/s1 addr 127.0.0.1 port 1");
        assertThat(commands(PARKED, free)).isEmpty();
    }

    @Test
    @DisplayName("H14: whoever leaves a port leaves before somebody else enters it")
    void everythingLeavesBeforeAnythingMovesAndEnters() {
        ServersState actual = new ServersState(Map.of(
                "a/s1", PARKED,
                "b/s1", running(9701, Mode.UP),
                "b/s2", running(9702, Mode.UP)));
        Layout layout = new Layout(
                true,
                List.of(
                        new Pool("a", List.of(), List.of(slot(1, Use.READY, "new", "127.0.0.1", 9701))),
                        new Pool(
                                "b",
                                List.of(),
                                List.of(
                                        slot(1, Use.LEFT, "old", "127.0.0.1", 9701),
                                        slot(2, Use.DRAINING, "older", "127.0.0.1", 9702)))));
        assertThat(RuntimeCommands.between(actual, layout).all())
                .containsExactly(
                        "set server b/s1 state maint",
                        "set server b/s2 state drain",
                        "set server a/s1 addr 127.0.0.1 port 9701",
                        "set server a/s1 state ready");
    }

    @Test
    void aWeightThatSomebodyChangedIsSetBack() {
        assertThat(commands(new Running("127.0.0.1", 9701, Mode.UP, 0), slot(1, Use.READY, "t", "127.0.0.1", 9701)))
                .containsExactly("set server b/s1 weight 1");
    }

    @Test
    void aSlotThatHaproxyLacksIsNamed() {
        RuntimeCommands commands = RuntimeCommands.between(ServersState.NONE, layout(Slot.free(1)));
        assertThat(commands.all()).isEmpty();
        assertThat(commands.missing()).containsExactly("b/s1");
    }
}
