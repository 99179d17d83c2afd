package io.slipway.local.marathon.health;

import io.slipway.local.marathon.definition.AppDefinition;
import io.slipway.local.marathon.definition.ReadinessCheck;
import io.slipway.local.marathon.executor.TaskOrder;
import io.slipway.local.marathon.state.Readiness;
import io.slipway.marathon.HealthCheck;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/**
 * Asks running tasks at their intervals and passes on what it finds.
 *
 * <p>One thread keeps the time; probes block threads of their own, one at a time for each check.
 */
public final class HealthMonitor implements AutoCloseable {

    private static final long LONGEST_FIRST_DELAY_SECONDS = 5;
    private static final long SHORTEST_INTERVAL_MILLIS = 100;

    /** Hears of one task, on any thread. */
    public interface Listener {

        /** Tells what the check at an index of the app's list found. */
        void found(int index, Finding finding);

        void heard(Readiness readiness);
    }

    private final String host;
    private final ScheduledThreadPoolExecutor timer;
    private final ThreadPoolExecutor probes;

    public HealthMonitor(String host) {
        this.host = host;
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

    /** Watches a task that has begun to run, until the returned handle is run. */
    public Runnable watch(TaskOrder task, AppDefinition app, Listener listener) {
        AtomicBoolean stopped = new AtomicBoolean();
        List<HealthCheck> checks = app.healthChecks();
        for (int i = 0; i < checks.size(); i++) {
            HealthCheck check = checks.get(i);
            Probe probe = Probe.of(check, task, host);
            int index = i;
            repeat(
                    firstDelayMillis(check),
                    intervalMillis(check.intervalSeconds()),
                    () -> listener.found(index, probe.ask()),
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
        repeat(0, intervalMillis(check.intervalSeconds()), ask, () -> !stopped.get() && !enough.get());
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

    private static long intervalMillis(int seconds) {
        return Math.max(SHORTEST_INTERVAL_MILLIS, seconds * 1000L);
    }

    private void repeat(long delayMillis, long intervalMillis, Runnable ask, BooleanSupplier goesOn) {
        Runnable once = () -> {
            if (goesOn.getAsBoolean()) {
                ask.run();
                repeat(intervalMillis, intervalMillis, ask, goesOn);
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
