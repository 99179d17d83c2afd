package io.slipway.local.consul.check;

import io.slipway.local.consul.store.LocalCheck;
import io.slipway.local.consul.store.Probe;
import io.slipway.local.consul.store.Refused;
import io.slipway.local.consul.store.Store;
import io.slipway.local.consul.store.Watchers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** Runs a job for each check of the agent. */
public final class CheckRunner implements AutoCloseable {

    private final Store store;
    private final Watchers watchers;
    private final Clock clock;
    private final RandomGenerator random;
    private final ScheduledExecutorService scheduler;
    private final HttpProber http = new HttpProber();
    private final TcpProber tcp;
    private final boolean runsScripts;
    private final ScriptProber scripts = new ScriptProber();
    private final Map<String, Job> jobs = new HashMap<>();

    public CheckRunner(
            Store store,
            Watchers watchers,
            Clock clock,
            RandomGenerator random,
            ScheduledExecutorService scheduler,
            boolean runsScripts) {
        this.store = store;
        this.watchers = watchers;
        this.clock = clock;
        this.random = random;
        this.scheduler = scheduler;
        this.runsScripts = runsScripts;
        this.tcp = new TcpProber(scheduler);
    }

    public boolean runsScripts() {
        return runsScripts;
    }

    /** Refuses checks that would run a program here, unless the agent was told to. */
    public void refuseScripts(Collection<LocalCheck> wanted) {
        if (!runsScripts && wanted.stream().anyMatch(check -> check.probe() instanceof Probe.Script)) {
            throw new Refused("Scripts are disabled on this agent from remote calls; to enable, configure"
                    + " 'enable_script_checks' to true");
        }
    }

    /** Starts a job for every check there is. */
    public void start() {
        refresh(store.state().agent().checks().keySet());
    }

    /** Starts and stops jobs until they are what the store says of these checks. */
    public void refresh(Collection<String> ids) {
        ids.forEach(this::refresh);
    }

    /**
     * Hears from a service itself.
     *
     * @return false when no check of that id waits to be told
     */
    public boolean heard(String id, String status, String output) {
        Job job;
        synchronized (this) {
            job = jobs.get(id);
        }
        if (job instanceof TtlJob ttl) {
            ttl.heard(new Finding(status, output));
            return true;
        }
        return false;
    }

    /** Forgets the services that have been critical for longer than they wished to be. */
    public void reap() {
        Instant now = clock.instant();
        for (LocalCheck check : store.state().agent().checks().values()) {
            if (check.isOverdue(now)) {
                Set<String> gone = store.change(
                        draft -> draft.agent().deregister(check.check().serviceId()));
                refresh(gone);
            }
        }
    }

    @Override
    public synchronized void close() {
        jobs.values().forEach(Job::stop);
        jobs.clear();
        http.close();
        scripts.close();
    }

    private synchronized void refresh(String id) {
        Job old = jobs.remove(id);
        if (old != null) {
            old.stop();
        }
        LocalCheck check = store.state().agent().check(id);
        boolean runs = check != null
                && !(check.probe() instanceof Probe.Maintenance)
                && (runsScripts || !(check.probe() instanceof Probe.Script));
        if (check != null && runs) {
            Job job = job(check);
            jobs.put(id, job);
            job.start();
        }
    }

    private Job job(LocalCheck check) {
        Consumer<Finding> found =
                finding -> store.run(draft -> draft.agent().found(check.id(), finding.status(), finding.output()));
        if (check.probe() instanceof Probe.Ttl ttl) {
            return new TtlJob(
                    ttl.ttl(),
                    scheduler,
                    heard -> store.run(draft -> draft.agent().heard(check.id(), heard.status(), heard.output())),
                    found);
        }
        if (check.probe() instanceof Probe.Alias alias) {
            return new AliasJob(alias, store, watchers, found);
        }
        if (check.probe() instanceof Probe.Tcp probe) {
            return every(probe.interval(), () -> tcp.look(probe), check, found);
        }
        if (check.probe() instanceof Probe.Script probe) {
            return every(probe.interval(), () -> scripts.look(probe), check, found);
        }
        Probe.Http probe = (Probe.Http) check.probe();
        return every(probe.interval(), () -> http.look(probe), check, found);
    }

    private Job every(
            Duration interval, Supplier<CompletableFuture<Finding>> look, LocalCheck check, Consumer<Finding> found) {
        // Spread over the interval, so that a restart does not make all checks look at the same moment.
        Duration first = Duration.ofNanos(random.nextLong(Math.max(1, interval.toNanos())));
        Thresholds thresholds = new Thresholds(check.successes(), check.failures());
        return new IntervalJob(first, interval, scheduler, look, thresholds, found);
    }
}
