package io.slipway.bamboo.apply;

import io.slipway.bamboo.apply.Apply.Kind;
import io.slipway.bamboo.haproxy.Certificate;
import io.slipway.bamboo.haproxy.Haproxy;
import io.slipway.bamboo.haproxy.HaproxyException;
import io.slipway.bamboo.haproxy.Layout;
import io.slipway.bamboo.haproxy.RuntimeCommands;
import io.slipway.bamboo.haproxy.ServersState;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings HAProxy to a layout and reads back whether it is there. For one thread.
 *
 * <p>Every change is recorded, the ones that failed too; what failed is tried again by whoever calls next.
 */
final class Driver {

    private static final Logger log = LoggerFactory.getLogger(Driver.class);

    private final Haproxy haproxy;
    private final History history;
    private final Clock clock;
    private Layout layout = Layout.UNKNOWN;
    private ServersState servers = ServersState.NONE;
    private int reloads;
    private int restarts;
    private int drifts;

    Driver(Haproxy haproxy, History history, Clock clock) {
        this.haproxy = haproxy;
        this.history = history;
        this.clock = clock;
    }

    /** Does one thing to HAProxy. */
    private interface Work {
        void run() throws HaproxyException, InterruptedException;
    }

    /** Starts HAProxy, or takes over the one that still runs, whose layout is then as good as unknown. */
    void start(Layout first) throws HaproxyException, InterruptedException {
        if (haproxy.adopt()) {
            layout = haproxy.adopted();
            servers = haproxy.servers();
            log.info("Took over the HAProxy that still runs as process {}.", haproxy.pid());
            return;
        }
        long begun = System.nanoTime();
        haproxy.start(first);
        layout = first;
        servers = haproxy.servers();
        record(Kind.RELOAD, "HAProxy started", begun, null);
    }

    /** Reaches a layout of the same shape by commands alone. */
    void drive(Layout next) throws HaproxyException, InterruptedException {
        if (next.equals(layout)) {
            return;
        }
        String reason = Reasons.between(layout, next);
        attempt(Kind.RUNTIME, reason, () -> {
            // The file first: HAProxy may be restarted at any moment, by anybody.
            haproxy.write(next);
            for (Certificate renewed : next.renewed(layout)) {
                haproxy.renew(renewed);
            }
            layout = next;
            reach();
        });
    }

    void reload(Layout next) throws HaproxyException, InterruptedException {
        attempt(Kind.RELOAD, Reasons.between(layout, next), () -> {
            haproxy.reload(next);
            reloads++;
            layout = next;
            reach();
        });
    }

    /** Starts HAProxy again after it ended unasked. */
    void revive() throws HaproxyException, InterruptedException {
        attempt(Kind.RELOAD, "HAProxy had ended: started again with the same servers", () -> {
            haproxy.restart();
            restarts++;
            reach();
        });
    }

    /** Compares HAProxy's own state with what it was left as, and drives it back where they differ. */
    void verify() throws HaproxyException, InterruptedException {
        servers = haproxy.servers();
        RuntimeCommands commands = RuntimeCommands.between(servers, layout);
        if (!commands.missing().isEmpty()) {
            drifts++;
            attempt(Kind.RELOAD, "HAProxy lacks " + String.join(", ", commands.missing()), () -> {
                haproxy.reload(layout);
                reloads++;
                reach();
            });
        } else if (!commands.all().isEmpty()) {
            drifts++;
            attempt(Kind.RUNTIME, "HAProxy had drifted: " + String.join("; ", commands.all()), this::reach);
        }
        haproxy.remember(layout);
    }

    Layout layout() {
        return layout;
    }

    ServersState servers() {
        return servers;
    }

    int reloads() {
        return reloads;
    }

    int restarts() {
        return restarts;
    }

    int drifts() {
        return drifts;
    }

    /** Sends what is missing, and insists on reading it back. */
    private void reach() throws HaproxyException {
        servers = haproxy.servers();
        List<String> commands = RuntimeCommands.between(servers, layout).all();
        if (commands.isEmpty()) {
            return;
        }
        haproxy.run(commands);
        servers = haproxy.servers();
        List<String> left = RuntimeCommands.between(servers, layout).all();
        if (!left.isEmpty()) {
            throw new HaproxyException(
                    "HAProxy took the commands and is not where they lead; still to do: " + String.join("; ", left));
        }
    }

    private void attempt(Kind kind, String reason, Work work) throws HaproxyException, InterruptedException {
        long begun = System.nanoTime();
        try {
            work.run();
            if (!reason.isEmpty()) {
                record(kind, reason, begun, null);
            }
        } catch (HaproxyException e) {
            record(kind, reason, begun, e.getMessage());
            throw e;
        }
    }

    private void record(Kind kind, String reason, long begun, @Nullable String error) {
        Apply apply = new Apply(kind, reason, clock.instant(), (System.nanoTime() - begun) / 1e6, error);
        if (error == null) {
            log.info("{} in {} ms: {}", kind, Math.round(apply.tookMillis() * 10) / 10.0, reason);
        } else if (error.equals(history.last().error())) {
            // Tried again, failed again: once is enough for the log and the history.
            return;
        } else {
            log.warn("{} failed ({}): {}", kind, reason, error);
        }
        history.add(apply);
    }
}
