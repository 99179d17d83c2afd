package io.slipway.local.consul;

import io.slipway.local.consul.api.ConsulApi;
import io.slipway.local.consul.api.Identity;
import io.slipway.local.consul.api.SessionExpiry;
import io.slipway.local.consul.check.CheckRunner;
import io.slipway.local.consul.http.HttpFace;
import io.slipway.local.consul.store.Disk;
import io.slipway.local.consul.store.Store;
import io.slipway.local.consul.store.Watchers;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a Consul agent inside this process.
 *
 * <p>Keys and sessions are kept in {@link Options#data}, written to disk before they are acknowledged. Services and
 * checks are kept in memory: their owners register them again. Safe for use by several threads.
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

    /**
     * Says where the agent listens, and who it claims to be.
     *
     * @param port 0 takes any free one
     * @param data the folder for keys and sessions; null to forget everything at the end
     * @param node the name of its node
     * @param datacenter the name of its datacenter
     */
    public record Options(String host, int port, @Nullable Path data, String node, String datacenter) {

        public Options(String host, int port, @Nullable Path data) {
            this(host, port, data, "slipway", "dc1");
        }

        /** Listens on a free port of this machine, and keeps nothing. */
        public static Options inMemory() {
            return new Options("127.0.0.1", 0, null);
        }
    }

    private EmbeddedConsul(Options options) {
        Clock clock = Clock.systemUTC();
        RandomGenerator random = RandomGenerator.getDefault();
        Identity identity = new Identity(options.node(), options.datacenter(), options.host());
        scheduler = scheduler();
        watchers = new Watchers(scheduler);
        store = new Store(clock, options.data() == null ? null : Disk.in(options.data()), options.node(), watchers);
        store.run(identity::register);
        checks = new CheckRunner(store, watchers, clock, random, scheduler);
        SessionExpiry expiry = new SessionExpiry(store, scheduler);
        ConsulApi api = new ConsulApi(store, watchers, checks, expiry, identity, random);
        try {
            http = HttpFace.start(options.host(), options.port(), api.mux(), ConsulApi::failure);
        } catch (RuntimeException e) {
            stopParts();
            throw e;
        }
        uri = URI.create("http://" + options.host() + ":" + http.port());
        every(REAP_SECONDS, checks::reap);
        every(SYNC_SECONDS, () -> store.run(draft -> draft.agent().sync()));
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

    /** Answers everyone who waits, with what there is, then stops. */
    @Override
    public void close() {
        watchers.close();
        http.close();
        stopParts();
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
