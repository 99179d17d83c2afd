package io.slipway.registry.settings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.slipway.registry.KeyValue;
import io.slipway.registry.Registry;
import io.slipway.registry.internal.Backoff;
import io.slipway.registry.internal.DaemonThreads;
import io.slipway.registry.internal.Excerpt;
import io.slipway.registry.internal.Outage;
import io.slipway.registry.settings.SettingsReport.Refusal;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells operators in KV what one instance refuses: {@code status/<service>/<instance id>/refused}, a JSON list of
 * {@code {"key","value","reason","modifyIndex"}}, which stands there only while something is refused.
 *
 * <p>It writes on a thread of its own, which ends while there is nothing to write, until the registry took the newest
 * list. When it begins it looks for what an earlier process of the same id left behind.
 */
final class StatusBoard implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(SettingsStore.class);
    private static final JsonMapper JSON = new JsonMapper();
    // Bad values may follow each other fast; nobody reads faster than this.
    private static final Duration BETWEEN_WRITES = Duration.ofMillis(250);
    private static final Duration LONGEST_GOODBYE = Duration.ofSeconds(2);
    private static final String NOTHING = "[]";
    private static final String UNREAD = "";

    private final Registry registry;
    private final String key;
    private final Backoff backoff;
    private final Outage outage;
    private final ThreadPoolExecutor writer;
    private volatile String wanted = NOTHING;
    private volatile boolean closed;
    // What stands in KV; only the writer's thread uses it.
    private String standing = UNREAD;

    /** @throws IllegalArgumentException for an id that cannot be part of a key */
    StatusBoard(Registry registry, String service, String instanceId, Backoff backoff, Outage outage) {
        this.registry = registry;
        this.key = KeyValue.requireKey("status/" + service + "/" + instanceId + "/refused");
        this.backoff = backoff;
        this.outage = outage;
        this.writer = new ThreadPoolExecutor(
                1, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), new DaemonThreads("slipway: Writing " + key));
        writer.allowCoreThreadTimeOut(true);
    }

    synchronized void show(List<Refusal> refused) {
        if (closed) {
            return;
        }
        wanted = json(refused);
        if (writer.getQueue().isEmpty()) {
            writer.execute(this::write);
        }
    }

    /** Takes away what it wrote, for which it waits a moment. */
    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            notifyAll();
            writer.execute(this::takeAway);
            writer.shutdown();
        }
        try {
            boolean ignored = writer.awaitTermination(LONGEST_GOODBYE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void write() {
        while (!closed && !wanted.equals(standing)) {
            try {
                bring(wanted);
                outage.worked("Writing " + key);
                backoff.reset();
                rest(BETWEEN_WRITES);
            } catch (RuntimeException e) { // Wide because only success and closing may end this.
                outage.failed("Writing " + key, e);
                rest(backoff.next());
            }
        }
    }

    private void takeAway() {
        try {
            if (!standing.equals(NOTHING)) {
                bring(NOTHING);
            }
        } catch (RuntimeException e) { // Wide because closing goes on whatever happens.
            log.info("{} may be left behind: {}", key, Excerpt.sentence(e));
        }
        outage.forget("Writing " + key);
    }

    private void bring(String list) {
        boolean unread = standing.equals(UNREAD);
        // Whether a failed write was done is not known.
        standing = UNREAD;
        if (!list.equals(NOTHING)) {
            registry.put(key, list);
        } else if (!unread || registry.entry(key).isPresent()) {
            registry.delete(key);
        }
        standing = list;
    }

    private synchronized void rest(Duration pause) {
        try {
            if (!closed) {
                TimeUnit.NANOSECONDS.timedWait(this, pause.toNanos());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String json(List<Refusal> refused) {
        try {
            return JSON.writeValueAsString(refused);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Cannot write a list of refusals", e);
        }
    }
}
