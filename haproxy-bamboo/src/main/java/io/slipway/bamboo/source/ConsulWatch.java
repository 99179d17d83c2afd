package io.slipway.bamboo.source;

import io.slipway.bamboo.topology.ConsulView;
import io.slipway.registry.Indexed;
import io.slipway.registry.Registry;
import io.slipway.registry.ServiceInstance;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;

/** Follows one service in Consul by blocking questions, on a thread of its own. */
final class ConsulWatch implements AutoCloseable {

    private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(5);
    private static final Duration SHORTEST_ROUND = Duration.ofMillis(5);
    private static final int REMEMBERED = 10_000;

    private final Registry registry;
    private final String service;
    private final Duration wait;
    private final Runnable changed;
    private final Outage outage;
    private final Thread thread;
    private volatile ConsulView view = ConsulView.PENDING;

    ConsulWatch(Registry registry, String service, Duration wait, Clock clock, Runnable changed) {
        this.registry = registry;
        this.service = service;
        this.wait = wait;
        this.changed = changed;
        this.outage = new Outage("Consul, asked about " + service + ",", clock);
        this.thread = new Thread(this::run, "edge-consul-" + service);
        thread.setDaemon(true);
        thread.start();
    }

    ConsulView view() {
        return view;
    }

    SourceStatus status() {
        return outage.status(null);
    }

    boolean heardOnce() {
        return outage.heardOnce();
    }

    private void run() {
        long index = 0;
        int failures = 0;
        try {
            while (!Thread.currentThread().isInterrupted()) {
                try {
                    index = next(index);
                    failures = 0;
                } catch (RuntimeException anyFailure) {
                    // Wide on purpose: whatever an implementation throws, the last good view stays.
                    if (Thread.currentThread().isInterrupted()) {
                        return;
                    }
                    failed(anyFailure);
                    // The index of an agent that failed may mean nothing to the one that comes back.
                    index = 0;
                    Thread.sleep(backoff(failures++).toMillis());
                }
            }
        } catch (InterruptedException closed) {
            // The end that close() asked for.
        }
    }

    private long next(long index) throws InterruptedException {
        long asked = System.nanoTime();
        Indexed<List<ServiceInstance>> answer = registry.healthyInstances(service, index, wait);
        outage.succeeded();
        accept(answer.value().stream().map(ServiceInstance::id).collect(Collectors.toUnmodifiableSet()));
        long early = SHORTEST_ROUND.toNanos() - (System.nanoTime() - asked);
        if (index > 0 && early > 0) {
            // An agent that answers every question at once is not to be asked in a tight loop.
            Thread.sleep(1 + early / 1_000_000);
        }
        return answer.index() < index ? 0 : answer.index();
    }

    private void accept(Set<String> passing) {
        Set<String> left = new HashSet<>(view.left());
        left.addAll(view.passing());
        left.removeAll(passing);
        // Only ids that came and went while this watch lives; so many never do but for a runaway registration.
        show(new ConsulView(passing, left.size() > REMEMBERED ? Set.of() : left, true));
    }

    private void failed(RuntimeException reason) {
        outage.failed(reason);
        show(new ConsulView(view.passing(), view.left(), false));
    }

    private void show(ConsulView next) {
        if (!next.equals(view)) {
            view = next;
            changed.run();
        }
    }

    private static Duration backoff(int failures) {
        long ceiling = Math.min(LONGEST_BACKOFF.toMillis(), 100L << Math.min(failures, 10));
        return Duration.ofMillis(ceiling / 2 + ThreadLocalRandom.current().nextLong(ceiling / 2 + 1));
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
