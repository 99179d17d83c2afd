package io.slipway.service.hystrix;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyEmitter;

/**
 * Serves those who listen to the stream, each on a thread of its own, so that one who does not read holds up nobody else.
 *
 * <p>A listener ends when its connection does, which the next write notices, and all of them when the service begins to stop:
 * the server would wait for them.
 */
final class StreamListeners implements SmartLifecycle {

    /** How many may listen at a time, as in Hystrix's own servlet. */
    static final int MOST = 5;

    private static final MediaType TEXT = new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8);

    private final Supplier<List<String>> events;
    private final Set<Listener> listeners = ConcurrentHashMap.newKeySet();
    private volatile boolean running;

    /** @param events returns what is told each time, one JSON object each */
    StreamListeners(Supplier<List<String>> events) {
        this.events = events;
    }

    /** Begins to tell somebody every so often, unless there are too many already, or the service stops. */
    Optional<ResponseBodyEmitter> begin(Duration delay) {
        Listener listener = new Listener(delay);
        synchronized (this) {
            if (!running || listeners.size() >= MOST) {
                return Optional.empty();
            }
            listeners.add(listener);
        }
        listener.begin();
        return Optional.of(listener.emitter);
    }

    int count() {
        return listeners.size();
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        synchronized (this) {
            running = false;
        }
        listeners.forEach(Listener::end);
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before the server stops, which is later the smaller the phase. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }

    private final class Listener implements Runnable {

        private final ResponseBodyEmitter emitter = new ResponseBodyEmitter(0L);
        private final CountDownLatch ended = new CountDownLatch(1);
        private final Duration delay;

        private Listener(Duration delay) {
            this.delay = delay;
        }

        private void begin() {
            emitter.onCompletion(this::end);
            emitter.onTimeout(this::end);
            emitter.onError(failure -> end());
            Thread thread = new Thread(this, "slipway: hystrix.stream");
            thread.setDaemon(true);
            thread.start();
        }

        private void end() {
            ended.countDown();
        }

        @Override
        public void run() {
            try {
                do {
                    tell();
                } while (!ended.await(delay.toMillis(), TimeUnit.MILLISECONDS));
            } catch (IOException | IllegalStateException e) {
                // Nobody listens any more: the connection is gone, or the server closed the response.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                listeners.remove(this);
                emitter.complete();
            }
        }

        private void tell() throws IOException {
            List<String> now = events.get();
            if (now.isEmpty()) {
                emitter.send("ping: \n\n", TEXT);
            }
            for (String event : now) {
                emitter.send("data: " + event + "\n\n", TEXT);
            }
        }
    }
}
