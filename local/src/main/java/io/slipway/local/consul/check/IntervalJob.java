package io.slipway.local.consul.check;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Looks again and again, a fixed time after each look has ended. */
final class IntervalJob implements Job {

    private final Duration firstDelay;
    private final Duration interval;
    private final ScheduledExecutorService scheduler;
    private final Supplier<CompletableFuture<Finding>> look;
    private final Thresholds thresholds;
    private final Consumer<Finding> found;
    private volatile boolean stopped;

    IntervalJob(
            Duration firstDelay,
            Duration interval,
            ScheduledExecutorService scheduler,
            Supplier<CompletableFuture<Finding>> look,
            Thresholds thresholds,
            Consumer<Finding> found) {
        this.firstDelay = firstDelay;
        this.interval = interval;
        this.scheduler = scheduler;
        this.look = look;
        this.thresholds = thresholds;
        this.found = found;
    }

    @Override
    public void start() {
        scheduleIn(firstDelay);
    }

    @Override
    public void stop() {
        stopped = true;
    }

    private void scheduleIn(Duration delay) {
        if (!stopped && !scheduler.isShutdown()) {
            var unused = scheduler.schedule(this::run, delay.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    private void run() {
        if (!stopped) {
            var unused = look.get().whenCompleteAsync(this::ended, scheduler);
        }
    }

    private void ended(Finding finding, Throwable failure) {
        Finding seen = failure == null ? finding : Finding.critical(String.valueOf(failure.getMessage()));
        try {
            if (!stopped && thresholds.counts(seen)) {
                found.accept(seen);
            }
        } finally {
            scheduleIn(interval);
        }
    }
}
