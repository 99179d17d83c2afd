package io.slipway.bamboo.web;

import io.slipway.bamboo.apply.Apply;
import io.slipway.bamboo.apply.EdgeState;
import io.slipway.bamboo.haproxy.Layout;
import io.slipway.bamboo.haproxy.ServersState;
import io.slipway.bamboo.metrics.EdgeMetrics;
import io.slipway.bamboo.rule.Rule;
import io.slipway.bamboo.source.SourceStatus;
import io.slipway.bamboo.topology.MarathonView;
import io.slipway.bamboo.topology.Topology;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** Shows what a test puts there. */
final class StillView implements EdgeView {

    static final Apply STARTED =
            new Apply(Apply.Kind.RELOAD, "HAProxy started", Instant.parse("2026-11-24T12:00:00Z"), 12.345, null);

    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile List<Apply> history = List.of(STARTED);
    private volatile MarathonView marathon = MarathonView.UNKNOWN;
    private volatile Topology topology = new Topology(true, List.of(), List.of());

    EdgeMetrics metrics() {
        return new EdgeMetrics(this::state, this::history, Map.of(), () -> 0);
    }

    void show(MarathonView now) {
        marathon = now;
    }

    void show(Topology now) {
        topology = now;
        listeners.forEach(Runnable::run);
    }

    void applied(Apply apply) {
        history = Stream.concat(Stream.of(apply), history.stream()).toList();
        listeners.forEach(Runnable::run);
    }

    @Override
    public EdgeState state() {
        return new EdgeState(
                topology,
                Layout.UNKNOWN,
                ServersState.NONE,
                Map.of(),
                history.get(0),
                List.of(),
                new EdgeState.Proxy(4711, "2.6.12", 1, 0, 0, 0));
    }

    @Override
    public List<Apply> history() {
        return history;
    }

    @Override
    public SourceStatus marathon() {
        return new SourceStatus(true, 250, null);
    }

    @Override
    public MarathonView apps() {
        return marathon;
    }

    @Override
    public SourceStatus consul() {
        return new SourceStatus(false, -1, "Consul does not answer.");
    }

    @Override
    public List<Rule> rules() {
        return List.of();
    }

    @Override
    public Topology supposing(List<Rule> rules) {
        return topology;
    }

    @Override
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }
}
