package io.slipway.local.consul.check;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Takes a service for critical when it was not heard of for too long. */
final class TtlJob implements Job {

    private final Duration ttl;
    private final ScheduledExecutorService scheduler;
    private final Consumer<Finding> heard;
    private final Consumer<Finding> found;
    private @Nullable ScheduledFuture<?> timer;
    private String lastOutput = "";
    private boolean stopped;

    /**
     * @param heard takes what the service says
     * @param found takes that it says nothing
     */
    TtlJob(Duration ttl, ScheduledExecutorService scheduler, Consumer<Finding> heard, Consumer<Finding> found) {
        this.ttl = ttl;
        this.scheduler = scheduler;
        this.heard = heard;
        this.found = found;
    }

    @Override
    public synchronized void start() {
        restartTimer();
    }

    synchronized void heard(Finding finding) {
        lastOutput = finding.output();
        heard.accept(finding);
        restartTimer();
    }

    @Override
    public synchronized void stop() {
        stopped = true;
        if (timer != null) {
            timer.cancel(false);
        }
    }

    private void restartTimer() {
        if (timer != null) {
            timer.cancel(false);
        }
        if (!stopped) {
            timer = scheduler.schedule(this::expire, ttl.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    private synchronized void expire() {
        // Heard of between the timer's end and here: the new timer decides.
        if (!stopped && timer != null && timer.getDelay(TimeUnit.NANOSECONDS) <= 0) {
            found.accept(Finding.critical(
                    lastOutput.isEmpty()
                            ? "TTL expired"
                            : "TTL expired (last output before timeout follows): " + lastOutput));
        }
    }
}
