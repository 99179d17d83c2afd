package io.slipway.local.marathon.executor;

import io.slipway.local.marathon.docker.Engine;
import io.slipway.local.marathon.docker.EngineFailure;
import java.io.Closeable;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the containers whenever the engine tells that one has ended, when it is back after it was away, and from
 * time to time: what it tells is a hint, and what it has is fetched.
 */
final class EngineWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EngineWatch.class);
    private static final long LOOK_ANYWAY_SECONDS = 10;
    private static final long TRY_AGAIN_MILLIS = 500;

    private final Engine engine;
    private final Map<String, String> labels;
    private final Runnable look;
    private final Semaphore hints = new Semaphore(0);
    private final Thread thread = new Thread(this::run, "marathon-docker");
    private volatile boolean closed;
    private volatile boolean connected;
    private boolean away;

    /** Takes what to do at each look; it may throw {@link EngineFailure}. */
    EngineWatch(Engine engine, Map<String, String> labels, Runnable look) {
        this.engine = engine;
        this.labels = labels;
        this.look = look;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Has it look soon. */
    void hint() {
        hints.release();
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }

    private void run() {
        while (!closed) {
            try {
                watch();
            } catch (EngineFailure e) {
                noteDown(e);
            } catch (IOException | RuntimeException e) {
                // Nobody else looks after the containers: it must go on.
                LOG.error("Cannot look at the containers", e);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void watch() throws IOException, InterruptedException {
        connected = true;
        try (Closeable events = engine.ends(labels, this::hint, this::lost)) {
            while (connected && !closed) {
                look.run();
                noteUp();
                boolean hinted = hints.tryAcquire(LOOK_ANYWAY_SECONDS, TimeUnit.SECONDS);
                LOG.trace("Looking, hinted: {} by {}", hinted, events);
                hints.drainPermits();
            }
        } finally {
            if (!closed) {
                TimeUnit.MILLISECONDS.sleep(TRY_AGAIN_MILLIS);
            }
        }
    }

    private void lost() {
        connected = false;
        hint();
    }

    private void noteDown(Exception reason) {
        if (!away && !closed) {
            away = true;
            LOG.warn("Containers are not looked after: {}", reason.getMessage());
        }
    }

    private void noteUp() {
        if (away) {
            away = false;
            LOG.warn("The Docker engine at {} answers again", engine.address());
        }
    }
}
