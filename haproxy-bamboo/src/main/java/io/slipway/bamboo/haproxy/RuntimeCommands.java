package io.slipway.bamboo.haproxy;

import io.slipway.bamboo.haproxy.ServersState.Mode;
import io.slipway.bamboo.haproxy.ServersState.Running;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Finds the commands that bring the running servers to a layout; pure. None when they are there.
 *
 * <p>Everything leaves before anything moves, and everything moves before anything enters: an address changed on a
 * server that takes requests loses some of them, and a port that one task left may be the next one's.
 */
public final class RuntimeCommands {

    private final ServersState actual;
    private final List<String> leave = new ArrayList<>();
    private final List<String> move = new ArrayList<>();
    private final List<String> enter = new ArrayList<>();
    private final List<String> missing = new ArrayList<>();

    private RuntimeCommands(ServersState actual) {
        this.actual = actual;
    }

    /** Compares every slot of the layout. A slot that HAProxy lacks cannot be helped by commands: see {@link #missing}. */
    public static RuntimeCommands between(ServersState actual, Layout layout) {
        RuntimeCommands commands = new RuntimeCommands(actual);
        layout.pools().forEach(pool -> pool.slots().forEach(slot -> commands.compare(pool, slot)));
        return commands;
    }

    /** Returns the commands in the order to send them. */
    public List<String> all() {
        return Stream.of(leave, move, enter).flatMap(List::stream).toList();
    }

    /** Returns the slots that HAProxy does not have. */
    public List<String> missing() {
        return List.copyOf(missing);
    }

    private void compare(Pool pool, Slot slot) {
        String server = Quoted.name(pool.name()) + "/" + Quoted.name(slot.name());
        Running running = actual.server(pool.name(), slot.name()).orElse(null);
        if (running == null) {
            missing.add(server);
            return;
        }
        Mode wanted = mode(pool, slot.use());
        boolean moves = slot.use() != Slot.Use.LEFT && !running.pointsTo(slot.target());
        if (running.mode() != Mode.MAINT && (moves || wanted == Mode.MAINT)) {
            leave.add("set server " + server + " state maint");
        }
        if (moves) {
            Tenant target = slot.target();
            move.add("set server " + server + " addr " + target.address() + " port " + target.port());
        }
        if (running.weight() != slot.weight()) {
            move.add("set server " + server + " weight " + slot.weight());
        }
        if (wanted != Mode.MAINT && (moves || running.mode() != wanted)) {
            (wanted == Mode.DRAIN && !moves ? leave : enter)
                    .add("set server " + server + " state " + (wanted == Mode.DRAIN ? "drain" : "ready"));
        }
    }

    private static Mode mode(Pool pool, Slot.Use use) {
        return switch (use) {
            case READY -> Mode.UP;
            // Who has a cookie would still be sent to a server that drains.
            case DRAINING -> pool.policy().sticky() ? Mode.MAINT : Mode.DRAIN;
            case FREE, LEFT -> Mode.MAINT;
        };
    }
}
