package io.slipway.local.marathon.health;

import io.slipway.local.marathon.definition.AppDefinition;
import io.slipway.local.marathon.definition.ReadinessCheck;
import io.slipway.local.marathon.executor.TaskOrder;
import io.slipway.local.marathon.executor.TaskRunner;
import io.slipway.local.marathon.state.Readiness;
import io.slipway.marathon.HealthCheck;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Asks running tasks at their intervals and passes on what it finds.
 *
 * <p>One thread keeps the time; probes block threads of their own, one at a time for each check.
 */
public final class HealthMonitor implements AutoCloseable {

    private static final long LONGEST_FIRST_DELAY_SECONDS = 5;
    private static final long SHORTEST_INTERVAL_MILLIS = 100;
    private static final long EAGER_INTERVAL_MILLIS = 250;

    /** Hears of one task, on any thread. */
    public interface Listener {

        /** Tells what the check at an index of the app's list found. */
        void found(int index, Finding finding);

        void heard(Readiness readiness);
    }

    private final String host;
    private final TaskRunner runner;
    private final ScheduledThreadPoolExecutor timer;
    private final ThreadPoolExecutor probes;

    public HealthMonitor(String host, TaskRunner runner) {
        this.host = host;
        this.runner = runner;
        this.timer = new ScheduledThreadPoolExecutor(1, work -> thread(work, "marathon-health-timer"));
        this.probes = new ThreadPoolExecutor(
                0,
                Integer.MAX_VALUE,
                10,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                work -> thread(work, "marathon-health"));
        timer.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
        probes.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
    }

    /**
     * Watches a task, until the returned handle is run.
     *
     * <p>A new task is asked by checks of Mesos several times a second until it is healthy for the first time, at most
     * as long as failures do not count: what is ready after a second need not wait out an interval of a minute.
     *
     * @param age how long it has been running
     */
    public Runnable watch(TaskOrder task, AppDefinition app, Duration age, Listener listener) {
        AtomicBoolean stopped = new AtomicBoolean();
        List<HealthCheck> checks = app.healthChecks();
        for (int i = 0; i < checks.size(); i++) {
            HealthCheck check = checks.get(i);
            Probe probe = Probe.of(check, task, host, runner::execute);
            int index = i;
            AtomicBoolean wasAlive = new AtomicBoolean();
            repeat(
                    firstDelayMillis(check),
                    interval(check, age, wasAlive),
                    () -> {
                        Finding finding = probe.ask();
                        wasAlive.compareAndSet(false, finding.alive());
                        listener.found(index, finding);
                    },
                    () -> !stopped.get());
        }
        app.readinessChecks().forEach(check -> readiness(check, task, app, listener, stopped));
        return () -> stopped.set(true);
    }

    @Override
    public void close() {
        timer.shutdownNow();
        probes.shutdownNow();
    }

    private void readiness(
            ReadinessCheck check, TaskOrder task, AppDefinition app, Listener listener, AtomicBoolean stopped) {
        List<String> names =
                app.ports().stream().map(port -> String.valueOf(port.name())).toList();
        HttpProbe probe = new HttpProbe(
                check.protocol().toLowerCase(Locale.ROOT),
                host,
                task.ports().get(names.indexOf(check.portName())),
                check.path(),
                check.timeoutSeconds() * 1000);
        AtomicBoolean enough = new AtomicBoolean();
        Runnable ask = () -> {
            Readiness heard = ask(check, probe);
            enough.set(heard.ready());
            listener.heard(heard);
        };
        repeat(0, () -> intervalMillis(check.intervalSeconds()), ask, () -> !stopped.get() && !enough.get());
    }

    private static Readiness ask(ReadinessCheck check, HttpProbe probe) {
        try {
            HttpProbe.Response response = probe.get();
            boolean ready = check.httpStatusCodesForReady().contains(response.status());
            Readiness.Response kept =
                    new Readiness.Response(response.status(), response.contentType(), response.body());
            return new Readiness(ready, check.preserveLastResponse() ? kept : null);
        } catch (IOException e) {
            return new Readiness(false, null);
        }
    }

    private static long firstDelayMillis(HealthCheck check) {
        if (Judgement.isMarathons(check)) {
            return Math.min(check.intervalSeconds(), LONGEST_FIRST_DELAY_SECONDS) * 1000;
        }
        return (check.delaySeconds() == null ? 0 : check.delaySeconds()) * 1000L;
    }

    private static LongSupplier interval(HealthCheck check, Duration age, AtomicBoolean wasAlive) {
        long millis = intervalMillis(check.intervalSeconds());
        if (!check.protocol().startsWith("MESOS_")) {
            return () -> millis;
        }
        Duration left = Duration.ofSeconds(check.gracePeriodSeconds()).minus(age);
        long eagerUntil = System.nanoTime()
                + left.toNanos()
                - Duration.ofMillis(EAGER_INTERVAL_MILLIS).toNanos();
        return () ->
                wasAlive.get() || System.nanoTime() - eagerUntil > 0 ? millis : Math.min(millis, EAGER_INTERVAL_MILLIS);
    }

    private static long intervalMillis(int seconds) {
        return Math.max(SHORTEST_INTERVAL_MILLIS, seconds * 1000L);
    }

    private void repeat(long delayMillis, LongSupplier intervalMillis, Runnable ask, BooleanSupplier goesOn) {
        Runnable once = () -> {
            if (goesOn.getAsBoolean()) {
                ask.run();
                repeat(intervalMillis.getAsLong(), intervalMillis, ask, goesOn);
            }
        };
        var unused = timer.schedule(() -> probes.execute(once), delayMillis, TimeUnit.MILLISECONDS);
    }

    private static Thread thread(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }
}
