package io.slipway.bamboo.apply;

import io.slipway.bamboo.haproxy.Certificate;
import io.slipway.bamboo.haproxy.Certificates;
import io.slipway.bamboo.haproxy.Haproxy;
import io.slipway.bamboo.haproxy.HaproxyException;
import io.slipway.bamboo.haproxy.Layout;
import io.slipway.bamboo.haproxy.LayoutPlanner;
import io.slipway.bamboo.haproxy.Refused;
import io.slipway.bamboo.haproxy.Slot;
import io.slipway.bamboo.source.Hint;
import io.slipway.bamboo.source.Sources;
import io.slipway.bamboo.topology.Doors;
import io.slipway.bamboo.topology.SilenceGuard;
import io.slipway.bamboo.topology.Topology;
import io.slipway.bamboo.topology.TopologyBuilder;
import io.slipway.bamboo.topology.Words;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings HAProxy to what the sources say, on the one thread that owns it: topology, difference, the least that reaches
 * it, read back. Woken by a source, and by itself to look whether HAProxy is still what it was left as.
 */
public final class ApplyLoop implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ApplyLoop.class);

    private static final Duration SCAN = Duration.ofSeconds(1);

    private final Sources sources;
    private final Haproxy haproxy;
    private final String version;
    private final Clock clock;
    private final Hint hint;
    private final SilenceGuard guard;
    private final Doors doors;
    private final Turn turn;
    private final PortProbe probe;
    private final Quarantine quarantine = new Quarantine();
    private final History history = new History();
    private final Driver driver;
    private final Lookout lookout;
    private final Retry reload;
    private final Retry restart;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile EdgeState state;
    private final Thread thread = new Thread(this::run, "edge-apply");

    private final Certificates certificates;
    private List<Certificate> usable = List.of();
    private Instant nextScan = Instant.EPOCH;
    private volatile boolean closing;
    private volatile long hintedAt;
    private Topology topology = Topology.UNKNOWN;
    private Instant pendingReload = Instant.MAX;

    /**
     * Paces the loop.
     *
     * @param look how often to read HAProxy's state and counters
     * @param reloadGap the shortest time between two reloads
     * @param slotRest how long a slot whose task is gone may wait for its last request
     * @param consulPatience how long Consul has to insist that nobody is healthy
     */
    public record Pace(Duration look, Duration reloadGap, Duration slotRest, Duration consulPatience) {}

    /**
     * @param doors which apps and ports the edge is for
     * @param turn to reload
     * @param hint wakes the loop
     * @param version of HAProxy
     */
    public ApplyLoop(
            Sources sources,
            Doors doors,
            Turn turn,
            Haproxy haproxy,
            String version,
            Hint hint,
            Pace pace,
            Clock clock) {
        this.sources = sources;
        this.doors = doors;
        this.turn = turn;
        this.certificates = haproxy.certificates();
        this.probe = new PortProbe(haproxy.host());
        this.haproxy = haproxy;
        this.version = version;
        this.hint = hint;
        this.clock = clock;
        this.guard = new SilenceGuard(pace.consulPatience());
        this.driver = new Driver(haproxy, history, clock);
        this.lookout = new Lookout(haproxy, driver, pace.look(), pace.slotRest(), clock);
        this.reload = new Retry(pace.reloadGap());
        this.restart = new Retry(Duration.ofMillis(100));
        this.state = snapshot();
    }

    /** Starts HAProxy with what the sources say now, and the loop. */
    public void start() throws HaproxyException, InterruptedException {
        topology = wanted(clock.instant());
        startWithoutCulprits();
        publish();
        thread.start();
    }

    private void startWithoutCulprits() throws HaproxyException, InterruptedException {
        while (true) {
            Layout first = plan(clock.instant());
            try {
                driver.start(first);
                return;
            } catch (Refused refusal) {
                if (!quarantine.takes(refusal, first)) {
                    throw refusal;
                }
            }
        }
    }

    public EdgeState state() {
        return state;
    }

    /** Returns when a source gave the hint for the last turn, by {@link System#nanoTime}; 0 where none did. */
    public long hintedAt() {
        return hintedAt;
    }

    public History history() {
        return history;
    }

    /** Calls a listener, on the loop's thread, after every change but that of a counter. */
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    private void run() {
        try {
            while (!closing) {
                hint.await(untilNextTurn());
                hintedAt = hint.take();
                step();
                publish();
            }
        } catch (InterruptedException impatient) {
            // close() waited long enough.
        }
    }

    private Duration untilNextTurn() {
        Instant look = lookout.due();
        Instant turn = look.isBefore(pendingReload) ? look : pendingReload;
        Duration left = Duration.between(clock.instant(), turn);
        return left.isNegative() ? Duration.ZERO : left;
    }

    private void step() throws InterruptedException {
        Instant now = clock.instant();
        topology = wanted(now);
        try {
            if (haproxy.isAlive() || revived(now)) {
                bring(now);
                lookout.lookIfDue();
            }
        } catch (HaproxyException recorded) {
            // In the history already; the next look tries again.
            lookout.postpone();
        } catch (RuntimeException unexpected) {
            log.error("The edge's loop met what it should not have.", unexpected);
            lookout.postpone();
        }
    }

    private Topology wanted(Instant now) {
        Words words = sources.words(doors, now);
        Topology asked = TopologyBuilder.build(words, doors);
        Map<Integer, String> closed = probe.closed(asked, driver.layout());
        return guard.pass(closed.isEmpty() ? asked : TopologyBuilder.build(words, doors.without(closed)), now);
    }

    private boolean revived(Instant now) throws HaproxyException, InterruptedException {
        if (!restart.isDue(now)) {
            lookout.postponeTo(restart.due());
            return false;
        }
        restart.attempt(now, () -> driver.revive());
        lookout.countFromZero();
        return true;
    }

    private void bring(Instant now) throws HaproxyException, InterruptedException {
        if (!driver.layout().known() && !sources.heardOnce(doors, now)) {
            // The HAProxy of a predecessor may serve well: it is left alone until there is something better to say.
            return;
        }
        Layout next = plan(now);
        if (!next.sameShape(driver.layout()) && hasLeftSlots()) {
            // Perhaps one of them is free by now, and nothing has to grow.
            lookout.count();
            next = plan(clock.instant());
        }
        pendingReload = Instant.MAX;
        if (next.sameShape(driver.layout())) {
            turn.release();
            driver.drive(next);
        } else if (reload.isDue(now) && turn.take()) {
            reload(next);
        } else {
            // Whoever gives the turn wakes the loop.
            pendingReload = reload.isDue(now) ? now.plusSeconds(1) : reload.due();
            driver.drive(planner(now).planInShape(driver.layout()));
        }
    }

    private void reload(Layout next) throws HaproxyException, InterruptedException {
        try {
            reload.attempt(clock.instant(), () -> driver.reload(next));
            lookout.countFromZero();
        } catch (Refused refusal) {
            if (quarantine.takes(refusal, next)) {
                // The others are not to wait for whoever is to blame.
                reload.forgive();
            }
            hint.give();
            throw refusal;
        } catch (HaproxyException e) {
            // What needs no reload is not to wait for the next attempt.
            hint.give();
            throw e;
        } finally {
            turn.release();
        }
    }

    private Layout plan(Instant now) throws HaproxyException, InterruptedException {
        return quarantine
                .pass(planner(now).plan(driver.layout()), driver.layout())
                .with(certificates(now));
    }

    private List<Certificate> certificates(Instant now) throws HaproxyException, InterruptedException {
        if (!now.isBefore(nextScan)) {
            usable = certificates.scan();
            nextScan = now.plus(SCAN);
        }
        return usable;
    }

    private LayoutPlanner planner(Instant now) {
        return new LayoutPlanner(topology, lookout::isIdle, now);
    }

    private boolean hasLeftSlots() {
        return driver.layout().pools().stream()
                .flatMap(pool -> pool.slots().stream())
                .anyMatch(slot -> slot.use() == Slot.Use.LEFT);
    }

    private EdgeState snapshot() {
        return new EdgeState(
                quarantine.told(topology),
                driver.layout(),
                driver.servers(),
                lookout.flows(),
                history.last(),
                guard.held(),
                new EdgeState.Proxy(
                        haproxy.pid(),
                        version,
                        driver.reloads(),
                        haproxy.oldWorkers(),
                        driver.restarts(),
                        driver.drifts()));
    }

    private void publish() {
        EdgeState before = state;
        state = snapshot();
        if (state.differs(before)) {
            listeners.forEach(Runnable::run);
        }
    }

    /** Ends the loop and leaves HAProxy as it is. */
    @Override
    public void close() {
        closing = true;
        hint.give();
        try {
            thread.join(Duration.ofSeconds(20).toMillis());
            // In the middle of something that does not end; HAProxy's file is written whole or not at all.
            thread.interrupt();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
