package io.slipway.bamboo;

import io.slipway.bamboo.apply.Apply;
import io.slipway.bamboo.apply.ApplyLoop;
import io.slipway.bamboo.apply.EdgeState;
import io.slipway.bamboo.fleet.Beacon;
import io.slipway.bamboo.fleet.ReloadTurn;
import io.slipway.bamboo.haproxy.Haproxy;
import io.slipway.bamboo.haproxy.HaproxyException;
import io.slipway.bamboo.haproxy.Paths;
import io.slipway.bamboo.haproxy.Ways;
import io.slipway.bamboo.metrics.EdgeMetrics;
import io.slipway.bamboo.metrics.Reporting;
import io.slipway.bamboo.rule.Rule;
import io.slipway.bamboo.rule.RuleStore;
import io.slipway.bamboo.source.ConsulSource;
import io.slipway.bamboo.source.Hint;
import io.slipway.bamboo.source.MarathonSource;
import io.slipway.bamboo.source.SourceStatus;
import io.slipway.bamboo.source.Sources;
import io.slipway.bamboo.topology.Doors;
import io.slipway.bamboo.topology.MarathonView;
import io.slipway.bamboo.topology.Topology;
import io.slipway.bamboo.topology.TopologyBuilder;
import io.slipway.bamboo.topology.Words;
import io.slipway.bamboo.web.EdgeServer;
import io.slipway.bamboo.web.EdgeView;
import io.slipway.bamboo.web.Face;
import io.slipway.marathon.Marathon;
import io.slipway.registry.Registry;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the way in: an HAProxy that follows Marathon and Consul, and a page that shows it.
 *
 * <p>HAProxy lives in a session of its own: it goes on serving when this process is killed, and the next edge with the
 * same run folder takes it over.
 */
public final class Edge implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Edge.class);

    /** Where the rules of operators are kept in Consul. */
    public static final String RULES = "slipway/edge/rules";

    /** Where every edge publishes in Consul what it routes. */
    public static final String EDGES = "slipway/edge/edges";

    private static final String RELOADING = "slipway/edge/reloading";
    private static final String OWN_HOST = ownHost();

    private final Options options;
    private final URI page;
    private final Deque<Part> parts;

    /**
     * Tells where an edge runs.
     *
     * @param host address to listen on
     * @param port of the way in
     * @param pagePort of the page and the API
     * @param run folder for the configuration, the sockets and the pid file
     * @param logs folder for {@code haproxy.log}
     * @param haproxy path of the program, or its name on the PATH
     * @param groups values of {@code HAPROXY_GROUP} that are for this edge; {@code *} for every app
     * @param tls absent for an edge that speaks HTTP alone
     */
    public record Options(
            String host,
            int port,
            int pagePort,
            Path run,
            Path logs,
            String haproxy,
            Set<String> groups,
            Ways.@Nullable Tls tls) {

        /** Is for every app, and speaks HTTP alone. */
        public Options(String host, int port, int pagePort, Path run, Path logs, String haproxy) {
            this(host, port, pagePort, run, logs, haproxy, Set.of("*"), null);
        }

        private URI uri() {
            return URI.create("http://" + host + ":" + port);
        }
    }

    private record View(ApplyLoop loop, Sources sources, Doors doors, Clock clock) implements EdgeView {
        @Override
        public EdgeState state() {
            return loop.state();
        }

        @Override
        public List<Apply> history() {
            return loop.history().all();
        }

        @Override
        public SourceStatus marathon() {
            return sources.marathon().status();
        }

        @Override
        public MarathonView apps() {
            return sources.marathon().view();
        }

        @Override
        public SourceStatus consul() {
            return sources.consul().status(loop.state().held());
        }

        @Override
        public List<Rule> rules() {
            return sources.words(doors, clock.instant()).rules();
        }

        @Override
        public Topology supposing(List<Rule> rules) {
            Words now = sources.words(doors, clock.instant());
            return TopologyBuilder.build(new Words(now.marathon(), now.consul(), now.tagged(), rules), doors);
        }

        @Override
        public void onChange(Runnable listener) {
            loop.onChange(listener);
        }
    }

    /** Stops one part. */
    private interface Part {
        void stop() throws HaproxyException, InterruptedException;
    }

    private record HaproxyPart(Haproxy haproxy, Duration grace) implements Part {
        @Override
        public void stop() throws HaproxyException, InterruptedException {
            haproxy.stop(grace);
        }
    }

    private Edge(Options options, Face face, Deque<Part> parts) {
        this.options = options;
        this.page = URI.create("http://" + face.host() + ":" + face.port());
        this.parts = parts;
    }

    /**
     * Starts an edge; it answers when this returns. Throws {@link EdgeException} with every problem found.
     *
     * @param marathon stays the caller's: it is not closed with the edge
     * @param registry likewise
     */
    public static Edge start(Options options, Marathon marathon, Registry registry) {
        return start(options, Face.onLoopback(options.pagePort()), marathon, registry);
    }

    /** Starts an edge whose page and API are not for this machine alone. */
    public static Edge start(Options options, Face face, Marathon marathon, Registry registry) {
        return start(options, face, marathon, registry, Timing.DEFAULT);
    }

    static Edge start(Options options, Face face, Marathon marathon, Registry registry, Timing timing) {
        Preflight.check(options, face);
        Deque<Part> parts = new ArrayDeque<>();
        try {
            start(options, face, marathon, registry, timing, parts);
            return new Edge(options, face, parts);
        } catch (HaproxyException e) {
            stop(parts);
            throw new EdgeException(e.getMessage(), e);
        } catch (InterruptedException e) {
            stop(parts);
            Thread.currentThread().interrupt();
            throw new EdgeException("it was interrupted.", e);
        } catch (RuntimeException | Error e) {
            stop(parts);
            throw e;
        }
    }

    private static void start(
            Options options, Face face, Marathon marathon, Registry registry, Timing timing, Deque<Part> parts)
            throws HaproxyException, InterruptedException {
        Clock clock = Clock.systemUTC();
        Hint hint = new Hint();
        Haproxy haproxy = new Haproxy(
                Paths.in(options.run(), options.logs()),
                options.haproxy(),
                new Ways(options.host(), options.port(), options.tls()),
                hint::give);
        String version = haproxy.version();
        Sources sources = new Sources(
                MarathonSource.follow(marathon, timing.marathon(), clock, hint::give),
                new ConsulSource(registry, RULES, timing.consul(), clock, hint::give));
        parts.push(sources::close);
        Doors doors = doors(options);
        awaitFirstWord(sources, doors, clock, hint, timing);
        String name = name(options);
        ReloadTurn turn = new ReloadTurn(registry, RELOADING, name, timing.turn(), hint::give);
        parts.push(turn::close);
        ApplyLoop loop = new ApplyLoop(sources, doors, turn, haproxy, version, hint, timing.pace(), clock);
        parts.push(new HaproxyPart(haproxy, timing.grace()));
        parts.push(loop::close);
        loop.start();
        parts.push(Beacon.light(registry, EDGES, name, loop::state, clock)::close);
        EdgeView view = new View(loop, sources, doors, clock);
        EdgeMetrics metrics = new EdgeMetrics(
                view::state, view::history, Map.of("marathon", view::marathon, "consul", view::consul), loop::hintedAt);
        view.onChange(metrics::changed);
        metrics.changed();
        RuleStore rules = new RuleStore(registry, RULES, clock);
        parts.push(EdgeServer.start(face, options.uri(), view, rules, metrics, clock)::close);
        for (Reporting.Target target : face.reports()) {
            parts.push(Reporting.begin(metrics.registry(), target)::close);
        }
    }

    private static String name(Options options) {
        return (OWN_HOST + "-" + options.port()).replaceAll("[^A-Za-z0-9.-]", "-");
    }

    private static String ownHost() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "edge";
        }
    }

    private static Doors doors(Options options) {
        String own = "is the edge's own";
        Map<Integer, String> closed = new HashMap<>(Map.of(options.port(), own, options.pagePort(), own));
        if (options.tls() != null) {
            closed.put(options.tls().port(), own);
        }
        return new Doors(options.groups(), closed);
    }

    /** Waits for the sources, so that the first configuration is no empty one where they answer in time. */
    private static void awaitFirstWord(Sources sources, Doors doors, Clock clock, Hint hint, Timing timing)
            throws InterruptedException {
        long deadline = System.nanoTime() + timing.firstWord().toNanos();
        while (!sources.heardOnce(doors, clock.instant()) && System.nanoTime() < deadline) {
            hint.await(timing.marathon().debounce());
            hint.take();
        }
    }

    /** Returns the way in. */
    public URI uri() {
        return options.uri();
    }

    /** Returns the page. */
    public URI page() {
        return page;
    }

    /** Ends the edge and its HAProxy; running requests get a few seconds to end. */
    @Override
    public void close() {
        stop(parts);
    }

    /** Ends as a killed process would: HAProxy goes on serving, and the next edge with the same run folder takes it over. */
    public void abandon() {
        parts.removeIf(part -> part instanceof HaproxyPart);
        stop(parts);
    }

    private static void stop(Deque<Part> parts) {
        while (!parts.isEmpty()) {
            try {
                parts.pop().stop();
            } catch (HaproxyException | RuntimeException e) {
                log.warn("A part of the edge did not stop cleanly.", e);
            } catch (InterruptedException e) {
                // The other parts are to be stopped nevertheless.
                Thread.currentThread().interrupt();
            }
        }
    }
}
