package io.slipway.local.consul;

import io.slipway.local.consul.api.ConsulApi;
import io.slipway.local.consul.api.Identity;
import io.slipway.local.consul.api.SessionExpiry;
import io.slipway.local.consul.check.CheckRunner;
import io.slipway.local.consul.http.HttpFace;
import io.slipway.local.consul.store.Disk;
import io.slipway.local.consul.store.Draft;
import io.slipway.local.consul.store.Store;
import io.slipway.local.consul.store.Watchers;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a Consul agent inside this process.
 *
 * <p>Keys, sessions, services and checks are kept in {@link Options#data}, written to disk before they are acknowledged.
 * Safe for use by several threads.
 */
public final class EmbeddedConsul implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedConsul.class);
    private static final int REAP_SECONDS = 30;
    private static final int SYNC_SECONDS = 60;
    private static final int THREADS = 3;

    private final ScheduledThreadPoolExecutor scheduler;
    private final Watchers watchers;
    private final Store store;
    private final CheckRunner checks;
    private final HttpFace http;
    private final URI uri;
    private final AtomicBoolean closing = new AtomicBoolean();
    private final CountDownLatch closed = new CountDownLatch(1);

    /**
     * Says where the agent listens, and who it claims to be.
     *
     * @param port 0 takes any free one
     * @param data the folder for what is to survive; null to forget everything at the end
     * @param node the name of its node
     * @param datacenter the name of its datacenter
     * @param scriptChecks whether checks may run programs on this machine
     */
    public record Options(
            String host, int port, @Nullable Path data, String node, String datacenter, boolean scriptChecks) {

        public Options(String host, int port, @Nullable Path data) {
            this(host, port, data, "slipway", "dc1", false);
        }

        /** Listens on a free port of this machine, and keeps nothing. */
        public static Options inMemory() {
            return new Options("127.0.0.1", 0, null);
        }

        public Options named(String newNode, String newDatacenter) {
            return new Options(host, port, data, newNode, newDatacenter, scriptChecks);
        }

        public Options withScriptChecks(boolean allowed) {
            return new Options(host, port, data, node, datacenter, allowed);
        }
    }

    private EmbeddedConsul(Options options) {
        Clock clock = Clock.systemUTC();
        // Not Java's default one: threads must not share that.
        RandomGenerator random = new Random();
        Identity identity = new Identity(options.node(), options.datacenter(), options.host());
        scheduler = scheduler();
        watchers = new Watchers(scheduler);
        store = new Store(clock, options.data() == null ? null : Disk.in(options.data()), options.node(), watchers);
        store.run(identity::register);
        checks = new CheckRunner(store, watchers, clock, random, scheduler, options.scriptChecks());
        SessionExpiry expiry = new SessionExpiry(store, scheduler);
        ConsulApi api = new ConsulApi(store, watchers, checks, expiry, identity, clock, random, this::leave);
        try {
            http = HttpFace.start(options.host(), options.port(), api.mux(), ConsulApi::failure);
        } catch (RuntimeException e) {
            stopParts();
            throw e;
        }
        uri = URI.create("http://" + options.host() + ":" + http.port());
        checks.start();
        every(REAP_SECONDS, checks::reap);
        every(SYNC_SECONDS, () -> store.run(draft -> draft.agent().sync()));
    }

    /** Starts an agent on a free port of this machine that keeps nothing; when this returns, it answers. */
    public static EmbeddedConsul start() {
        return start(Options.inMemory());
    }

    /** Starts an agent; when this returns, it answers. */
    public static EmbeddedConsul start(Options options) {
        return new EmbeddedConsul(options);
    }

    public URI uri() {
        return uri;
    }

    /** Counts the questions that wait for news. */
    int waiting() {
        return watchers.size();
    }

    /** Forgets every key, session, service, check and event, as if it had just started; no index goes back. */
    public void forget() {
        checks.refresh(store.<Set<String>>change(Draft::forget));
    }

    /** Waits until the agent was closed, or was told by a client to leave. */
    public void awaitClosed() throws InterruptedException {
        closed.await();
    }

    /** Answers everyone who waits, with what there is, then stops. */
    @Override
    public void close() {
        if (closing.compareAndSet(false, true)) {
            watchers.close();
            http.close();
            stopParts();
            closed.countDown();
        }
    }

    /** Closes soon: the client that asks for it is to have its answer. */
    private void leave() {
        Thread leaving = new Thread(this::close, "consul-leaves");
        leaving.start();
    }

    private void stopParts() {
        checks.close();
        scheduler.shutdownNow();
        store.close();
    }

    private void every(int seconds, Runnable task) {
        var unused = scheduler.scheduleWithFixedDelay(
                () -> {
                    try {
                        task.run();
                    } catch (RuntimeException e) {
                        // The next time may go well; a task that throws is not run again.
                        LOG.warn("The agent's housekeeping failed", e);
                    }
                },
                seconds,
                seconds,
                TimeUnit.SECONDS);
    }

    private static ScheduledThreadPoolExecutor scheduler() {
        AtomicInteger number = new AtomicInteger();
        ScheduledThreadPoolExecutor scheduler = new ScheduledThreadPoolExecutor(THREADS, task -> {
            Thread thread = new Thread(task, "consul-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        // Most timers of watchers never fire: they must not stay until they would have.
        scheduler.setRemoveOnCancelPolicy(true);
        return scheduler;
    }
}
