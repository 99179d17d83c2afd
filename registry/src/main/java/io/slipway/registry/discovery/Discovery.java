package io.slipway.registry.discovery;

import io.slipway.registry.Registry;
import io.slipway.registry.ServiceInstance;
import io.slipway.registry.Subscription;
import io.slipway.registry.internal.Outage;
import io.slipway.registry.internal.Pace;
import io.slipway.registry.internal.Watch;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import org.slf4j.LoggerFactory;

/**
 * Finds instances of services from memory, kept true by one watch per service.
 *
 * <p>While the registry is away the last good answer stays, marked {@link Snapshot#stale}. Safe for use by several
 * threads; {@link #pick} takes no lock.
 */
public final class Discovery implements AutoCloseable {

    private final Registry registry;
    private final Pace pace;
    private final Clock clock;
    private final DoubleSupplier chance;
    private final Outage outage;
    private final Map<String, Watched> services = new ConcurrentHashMap<>();
    private boolean closed;

    Discovery(Registry registry, Pace pace, Clock clock, DoubleSupplier chance) {
        this.registry = registry;
        this.pace = pace;
        this.clock = clock;
        this.chance = chance;
        this.outage = new Outage(
                LoggerFactory.getLogger(Discovery.class),
                clock,
                "The instances last known stay in use, and the registry is asked again until it answers.");
    }

    /** Begins to discover through a registry, which stays open when the discovery is closed. */
    public static Discovery over(Registry registry) {
        return new Discovery(registry, Pace.DEFAULT, Clock.systemUTC(), () -> ThreadLocalRandom.current()
                .nextDouble());
    }

    /** Begins to discover as the options say. */
    public static Discovery over(Registry registry, Options options) {
        return over(registry);
    }

    /** Begins to watch a service without waiting for the first answer. */
    public void watch(String service) {
        watched(service);
    }

    /**
     * Returns what is known of a service.
     *
     * <p>The first call waits until the registry has answered or failed once, at most a second. A service of which
     * nothing was ever heard has no instances and is stale since {@link java.time.Instant#EPOCH}.
     */
    public Snapshot snapshot(String service) {
        return heard(service).snapshot();
    }

    /**
     * Picks the next instance in turn, leaving out those already tried.
     *
     * <p>Answers from memory; only the first call for a service may wait, as in {@link #snapshot}.
     */
    public Optional<ServiceInstance> pick(String service, Set<String> excludedIds) {
        return heard(service).pick(excludedIds);
    }

    /**
     * Picks an instance as {@link #pick} does, and counts the call until the lease is ended.
     *
     * @return nothing where every instance is excluded or none is known
     */
    public Optional<Lease> lease(String service, Set<String> excludedIds) {
        return heard(service).lease(excludedIds);
    }

    /**
     * Tells a listener what is known, once the registry has answered, and then every change of the instances or of
     * {@link Snapshot#stale}.
     *
     * <p>What is known already is told before this method returns, what comes later on the watch's thread; never two at a
     * time. A listener should be quick: the next answer waits for it.
     */
    public Subscription onChange(String service, Consumer<Snapshot> listener) {
        return watched(service).state.onChange(listener);
    }

    /** Ends every watch; what was known can still be read, but no further service can be watched. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        services.values().forEach(watched -> watched.watch.stop());
        services.values().forEach(watched -> watched.watch.close());
    }

    private WatchedService heard(String service) {
        Watched watched = watched(service);
        watched.watch.awaitFirst();
        return watched.state;
    }

    private Watched watched(String service) {
        Watched known = services.get(service);
        return known != null ? known : begin(service);
    }

    private synchronized Watched begin(String service) {
        Watched known = services.get(service);
        if (known != null) {
            return known;
        }
        if (closed) {
            throw new IllegalStateException("Cannot watch " + service + ": this discovery is closed.");
        }
        // Chance, lest every client that starts with the platform call the same instance first.
        int firstTurn = (int) (chance.getAsDouble() * 1024);
        WatchedService state = new WatchedService(service, clock, firstTurn);
        Watch<?> watch = Watch.start(
                "Watching " + service,
                (index, wait) -> registry.healthyInstances(service, index, wait),
                List::isEmpty,
                state,
                pace,
                outage,
                chance);
        Watched begun = new Watched(state, watch);
        services.put(service, begun);
        return begun;
    }

    /**
     * Collects what a discovery may do differently.
     *
     * @param filter which instances are called at all
     * @param balance which of them next
     * @param outliers which of them not for now
     * @param slowStart how long an instance that joins others gets less than its share; zero gives it all at once
     * @param snapshotFolder where the last good answers are kept for a restart while the registry is away
     */
    public record Options(
            Filter filter, Balance balance, OutlierPolicy outliers, Duration slowStart, Optional<Path> snapshotFolder) {

        public static final Options DEFAULT = new Options(
                Filter.none(), Balance.POWER_OF_TWO, OutlierPolicy.DEFAULT, Duration.ofSeconds(30), Optional.empty());

        public Options withFilter(Filter filter) {
            return new Options(filter, balance, outliers, slowStart, snapshotFolder);
        }

        public Options withBalance(Balance balance) {
            return new Options(filter, balance, outliers, slowStart, snapshotFolder);
        }

        public Options withOutliers(OutlierPolicy outliers) {
            return new Options(filter, balance, outliers, slowStart, snapshotFolder);
        }

        public Options withSlowStart(Duration slowStart) {
            return new Options(filter, balance, outliers, slowStart, snapshotFolder);
        }

        public Options withSnapshotFolder(Path folder) {
            return new Options(filter, balance, outliers, slowStart, Optional.of(folder));
        }
    }

    private record Watched(WatchedService state, Watch<?> watch) {}
}
