package io.slipway.bamboo.metrics;

import com.codahale.metrics.Gauge;
import com.codahale.metrics.MetricRegistry;
import com.codahale.metrics.Timer;
import io.slipway.bamboo.apply.Apply;
import io.slipway.bamboo.apply.EdgeState;
import io.slipway.bamboo.source.SourceStatus;
import io.slipway.bamboo.topology.Server;
import io.slipway.bamboo.topology.Standing;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/**
 * Measures an edge: what was applied and why, how old its knowledge is, what is held and what drifted.
 *
 * <p>What tells the members of a family apart stands in the name after semicolons, as in Graphite's tagged series: {@code
 * applies;cause=change;kind=runtime}.
 */
public final class EdgeMetrics {

    private static final Map<String, String> CAUSES = Map.of(
            "HAProxy started", "start",
            "HAProxy had ended", "restart",
            "HAProxy lacks", "drift",
            "HAProxy had drifted", "drift");

    private final MetricRegistry registry = new MetricRegistry();
    private final Supplier<EdgeState> state;
    private final Supplier<List<Apply>> history;
    private final LongSupplier hintedAt;
    private List<Apply> counted = List.of();

    /**
     * @param state what the edge is now
     * @param history the last applies, the newest first
     * @param sources by the name in {@code source=…}
     * @param hintedAt when a source announced what was applied last, by {@link System#nanoTime}; 0 where none did
     */
    public EdgeMetrics(
            Supplier<EdgeState> state,
            Supplier<List<Apply>> history,
            Map<String, Supplier<SourceStatus>> sources,
            LongSupplier hintedAt) {
        this.state = state;
        this.history = history;
        this.hintedAt = hintedAt;
        sources.forEach(this::source);
        gauge("reloads", now -> now.haproxy().reloads());
        gauge("restarts", now -> now.haproxy().restarts());
        gauge("drifts", now -> now.haproxy().drifts());
        gauge("old_workers", now -> now.haproxy().oldWorkers());
        gauge("haproxy_running", now -> now.haproxy().pid() == 0 ? 0 : 1);
        gauge("backends", now -> now.topology().backends().size());
        gauge("left_out", now -> now.topology().leftOut().size());
        gauge("held_services", now -> now.held().size());
        for (Standing standing : Standing.values()) {
            String word = standing.name().toLowerCase(Locale.ROOT);
            gauge("servers;standing=" + word, now -> count(now, standing));
        }
    }

    public MetricRegistry registry() {
        return registry;
    }

    /** Counts what was applied since the last call; to be called after every change. */
    public synchronized void changed() {
        List<Apply> now = history.get();
        now.stream().takeWhile(apply -> !counted.contains(apply)).forEach(this::count);
        counted = now;
    }

    private void count(Apply apply) {
        String kind = apply.kind().name().toLowerCase(Locale.ROOT);
        String outcome = apply.ok() ? "ok" : "failed";
        Timer timer =
                registry.timer("applies;cause=" + cause(apply.reason()) + ";kind=" + kind + ";outcome=" + outcome);
        timer.update((long) (apply.tookMillis() * 1e6), TimeUnit.NANOSECONDS);
        long hinted = hintedAt.getAsLong();
        if (apply.ok() && hinted != 0 && cause(apply.reason()).equals("change")) {
            registry.timer("effective;kind=" + kind).update(System.nanoTime() - hinted, TimeUnit.NANOSECONDS);
        }
    }

    private static String cause(String reason) {
        return CAUSES.entrySet().stream()
                .filter(cause -> reason.startsWith(cause.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("change");
    }

    private void source(String name, Supplier<SourceStatus> status) {
        register("source_ok;source=" + name, () -> status.get().ok() ? 1 : 0);
        register("source_held;source=" + name, () -> status.get().held() == null ? 0 : 1);
        register("source_age_seconds;source=" + name, () -> status.get().ageMillis() / 1e3);
    }

    private void gauge(String name, ToDoubleFunction<EdgeState> value) {
        register(name, () -> value.applyAsDouble(state.get()));
    }

    private void register(String name, Gauge<? extends Number> gauge) {
        registry.register(name, gauge);
    }

    private static double count(EdgeState state, Standing standing) {
        return (double) state.topology().backends().stream()
                .flatMap(backend -> backend.servers().stream())
                .map(Server::standing)
                .filter(standing::equals)
                .count();
    }
}
