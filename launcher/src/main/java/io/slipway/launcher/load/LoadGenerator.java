package io.slipway.launcher.load;

import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongFunction;

/**
 * Sends requests to one server at a fixed rate over connections that it keeps.
 *
 * <p>Open loop: the next request starts at its planned moment, however long earlier ones take. Nothing is ever sent
 * twice. Safe for use by several threads.
 */
public final class LoadGenerator implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(5);

    /** Enough for the rate times the limit; beyond, a request counts as unanswered. */
    private static final int MOST_IN_FLIGHT = 1000;

    private final long begun = System.nanoTime();
    private final long interval;
    private final LongFunction<Request> mix;
    private final Connections connections;
    private final Queue<Attempt> attempts = new ConcurrentLinkedQueue<>();
    private final ThreadPoolExecutor senders;
    private final Thread pacer;
    private volatile boolean stopping;

    private LoadGenerator(Connections connections, int perSecond, LongFunction<Request> mix) {
        this.connections = connections;
        this.interval = TimeUnit.SECONDS.toNanos(1) / perSecond;
        this.mix = mix;
        this.senders = new ThreadPoolExecutor(
                0, MOST_IN_FLIGHT, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), LoadGenerator::sender);
        this.pacer = new Thread(this::pace, "load-pacer");
        pacer.setDaemon(true);
    }

    /**
     * Begins at once.
     *
     * @param mix gives the request for a number that counts from 0
     */
    public static LoadGenerator start(URI server, int perSecond, LongFunction<Request> mix) {
        InetSocketAddress address = new InetSocketAddress(server.getHost(), server.getPort());
        LoadGenerator generator = new LoadGenerator(new Connections(address, LIMIT), perSecond, mix);
        generator.pacer.start();
        return generator;
    }

    /** Returns the nanoseconds since the load began. */
    public long now() {
        return System.nanoTime() - begun;
    }

    /** Returns every attempt that has ended so far. */
    public List<Attempt> attempts() {
        return List.copyOf(attempts);
    }

    /** Stops sending and returns when every request has ended. */
    public List<Attempt> finish() throws InterruptedException {
        stopping = true;
        pacer.join();
        senders.shutdown();
        senders.awaitTermination(2 * LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        connections.close();
        return attempts();
    }

    /** Stops sending, and drops what is in flight. */
    @Override
    public void close() {
        stopping = true;
        senders.shutdownNow();
        connections.close();
    }

    private void pace() {
        for (long number = 0; !stopping; number++) {
            long planned = number * interval;
            for (long wait = planned - now(); wait > 0 && !stopping; wait = planned - now()) {
                LockSupport.parkNanos(wait);
            }
            start(number, mix.apply(number), planned);
        }
    }

    private void start(long number, Request request, long planned) {
        try {
            senders.execute(() -> send(number, request, planned));
        } catch (RejectedExecutionException e) {
            long now = now();
            attempts.add(new Attempt(number, request, planned, now, now, new Outcome.Unanswered("too many in flight")));
        }
    }

    private void send(long number, Request request, long planned) {
        long sent = now();
        Outcome outcome = connections.send(request);
        attempts.add(new Attempt(number, request, planned, sent, now(), outcome));
    }

    private static Thread sender(Runnable work) {
        Thread thread = new Thread(work, "load-sender");
        thread.setDaemon(true);
        return thread;
    }
}
