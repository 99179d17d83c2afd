package io.slipway.registry.discovery;

import com.codahale.metrics.MetricRegistry;
import io.slipway.registry.Registry;
import io.slipway.registry.ServiceInstance;
import io.slipway.registry.Subscription;
import io.slipway.registry.internal.Doubt;
import io.slipway.registry.internal.Outage;
import io.slipway.registry.internal.Pace;
import io.slipway.registry.internal.Watch;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Finds instances of services from memory, kept true by one watch per service.
 *
 * <p>While the registry is away the last good answer stays, marked {@link Snapshot#stale}. So it does when the registry suddenly
 * knows nothing, or less than half of what it knew, until it has said so twice. Safe for use by several threads; {@link #lease}
 * takes no lock.
 */
public final class Discovery implements AutoCloseable {

    private final Options options;
    private final Pace pace;
    private final Surroundings surroundings;
    private final Outage outage;
    private final Reads reads;
    private final @Nullable SnapshotFolder folder;
    private final Gauges gauges = new Gauges();
    private final Map<String, Watched> services = new ConcurrentHashMap<>();
    private boolean closed;

    Discovery(Registry registry, Options options, Pace pace, Surroundings surroundings) {
        this.options = options;
        this.pace = pace;
        this.surroundings = surroundings;
        this.reads = new Reads(registry, options.connections());
        this.folder = options.snapshotFolder().map(SnapshotFolder::new).orElse(null);
        this.outage = new Outage(
                LoggerFactory.getLogger(Discovery.class),
                surroundings.clock(),
                "The instances last known stay in use, and the registry is asked again until it answers.");
        gauges.add("discovery.watched", services::size);
        gauges.add("discovery.polled", reads::polled);
    }

    /** Begins to discover through a registry, which stays open when the discovery is closed. */
    public static Discovery over(Registry registry) {
        return over(registry, Options.DEFAULT);
    }

    /** Begins to discover as the options say. */
    public static Discovery over(Registry registry, Options options) {
        return new Discovery(registry, options, Pace.DEFAULT, Surroundings.REAL);
    }

    /**
     * Shows in a metric registry, of each service that is watched now or later, {@code discovery.<service>.age} (seconds since the
     * registry last answered: up to a minute where nothing happens), {@code .instances} (healthy) and {@code .ejected}; and how
     * many are {@code discovery.watched}, and {@code discovery.polled} for want of a connection. They go when the discovery is
     * closed.
     */
    public void bindTo(MetricRegistry metrics) {
        gauges.showIn(metrics);
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
     * Picks an instance for one call, which counts from now until the lease is ended.
     *
     * <p>Answers from memory; only the first call for a service may wait, as in {@link #snapshot}. Where every instance that is
     * left is ejected, one of them is picked all the same.
     *
     * @param excludedIds who was tried already
     * @return nothing where the filter admits nobody, or only those excluded
     */
    public Optional<Lease> lease(String service, Set<String> excludedIds) {
        return Optional.ofNullable(heard(service).pool().lease(excludedIds));
    }

    /** Picks an instance as {@link #lease} does, for somebody who will not say how the call ended. */
    public Optional<ServiceInstance> pick(String service, Set<String> excludedIds) {
        Lease lease = heard(service).pool().lease(excludedIds);
        if (lease == null) {
            return Optional.empty();
        }
        lease.abandoned();
        return Optional.of(lease.instance());
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
        if (folder != null) {
            folder.close();
        }
        gauges.close();
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
        WatchedService state =
                new WatchedService(service, new Pool(service, options, surroundings), surroundings.clock(), folder);
        List<ServiceInstance> remembered = state.snapshot().instances();
        ServiceReads asked = reads.of(service);
        Watch<?> watch = Watch.start(
                "Watching " + service,
                asked.next(),
                new Doubt<>(Discovery::isOdd, asked.again(), remembered.isEmpty() ? null : remembered),
                state,
                pace,
                outage,
                surroundings.chance());
        Watched begun = new Watched(state, watch);
        services.put(service, begun);
        show(service, state);
        return begun;
    }

    private void show(String service, WatchedService state) {
        String name = "discovery." + service;
        gauges.add(name + ".age", () -> state.age().toMillis() / 1000.0);
        gauges.add(name + ".instances", () -> state.snapshot().instances().size());
        gauges.add(name + ".ejected", () -> state.pool().ejected());
    }

    private static boolean isOdd(List<ServiceInstance> before, List<ServiceInstance> now) {
        return now.size() < before.size() / 2.0;
    }

    /**
     * Collects what a discovery may do differently.
     *
     * @param filter which instances are called, of services without a filter of their own
     * @param filters which instances are called, by service
     * @param balance which of them next
     * @param outliers which of them not for now
     * @param slowStart over which time the share of an instance that joins others grows; zero gives it all at once
     * @param connections how many services may wait for news on a connection of their own; further ones are asked for every 5 s
     * @param snapshotFolder where the last good answers are kept for a restart while the registry is away
     */
    public record Options(
            Filter filter,
            Map<String, Filter> filters,
            Balance balance,
            OutlierPolicy outliers,
            Duration slowStart,
            int connections,
            Optional<Path> snapshotFolder) {

        public static final Options DEFAULT = new Options(
                Filter.none(),
                Map.of(),
                Balance.POWER_OF_TWO,
                OutlierPolicy.DEFAULT,
                Duration.ofSeconds(30),
                50,
                Optional.empty());

        public Options {
            filters = Map.copyOf(filters);
            if (slowStart.isNegative() || slowStart.compareTo(Duration.ofDays(1)) > 0 || connections < 0) {
                throw new IllegalArgumentException("Cannot start slowly for " + slowStart + " with " + connections
                        + " connections: neither can be less than nothing, and a start no longer than a day.");
            }
        }

        public Options withFilter(Filter filter) {
            return new Options(filter, filters, balance, outliers, slowStart, connections, snapshotFolder);
        }

        /** Sets the filter of one service, in place of the one for all. */
        public Options withFilter(String service, Filter filter) {
            Map<String, Filter> more = new HashMap<>(filters);
            more.put(service, filter);
            return new Options(this.filter, more, balance, outliers, slowStart, connections, snapshotFolder);
        }

        public Options withBalance(Balance balance) {
            return new Options(filter, filters, balance, outliers, slowStart, connections, snapshotFolder);
        }

        public Options withOutliers(OutlierPolicy outliers) {
            return new Options(filter, filters, balance, outliers, slowStart, connections, snapshotFolder);
        }

        public Options withSlowStart(Duration slowStart) {
            return new Options(filter, filters, balance, outliers, slowStart, connections, snapshotFolder);
        }

        public Options withConnections(int connections) {
            return new Options(filter, filters, balance, outliers, slowStart, connections, snapshotFolder);
        }

        public Options withSnapshotFolder(Path folder) {
            return new Options(filter, filters, balance, outliers, slowStart, connections, Optional.of(folder));
        }

        Filter filterOf(String service) {
            return filters.getOrDefault(service, filter);
        }
    }

    private record Watched(WatchedService state, Watch<?> watch) {}
}
