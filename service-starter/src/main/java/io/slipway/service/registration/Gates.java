package io.slipway.service.registration;

import io.slipway.registry.internal.Excerpt;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;

/**
 * Waits, before the application's own runners, until every gate is open: Spring calls a service ready after its runners.
 *
 * <p>The service listens meanwhile and answers that it is alive and not ready. Closing the context ends the wait.
 */
final class Gates implements ApplicationRunner, Ordered {

    private static final Logger LOG = LoggerFactory.getLogger(Gates.class);
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final Duration WORTH_A_WORD = Duration.ofSeconds(2);

    private final List<ReadinessGate> gates;
    private final Object turning = new Object();
    private volatile List<String> missing = List.of();
    private boolean closed;

    Gates(List<ReadinessGate> gates) {
        this.gates = List.copyOf(gates);
    }

    /** Returns what is waited for at this moment. */
    List<String> missing() {
        return missing;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        long begun = System.nanoTime();
        String said = "";
        missing = ask();
        while (!missing.isEmpty() && !closedWithin(PAUSE)) {
            String what = String.join(", and for ", missing);
            if (since(begun).compareTo(WORTH_A_WORD) > 0 && !what.equals(said)) {
                LOG.warn("Not ready: this service waits for {}.", what);
                said = what;
            }
            missing = ask();
        }
        if (!said.isEmpty() && missing.isEmpty()) {
            LOG.info("Waited {} s until all was there.", since(begun).toSeconds());
        }
    }

    private List<String> ask() {
        return gates.stream().map(Gates::ask).flatMap(Optional::stream).toList();
    }

    private static Optional<String> ask(ReadinessGate gate) {
        try {
            return gate.missing();
        } catch (RuntimeException e) { // Wide because gates are other people's code.
            return Optional.of("a gate that fails with \"" + Excerpt.of(e) + "\"");
        }
    }

    @EventListener(ContextClosedEvent.class)
    void close() {
        synchronized (turning) {
            closed = true;
            turning.notifyAll();
        }
    }

    private boolean closedWithin(Duration pause) {
        long deadline = System.nanoTime() + pause.toNanos();
        synchronized (turning) {
            try {
                for (long left = pause.toMillis(); !closed && left > 0; left = millisUntil(deadline)) {
                    turning.wait(left);
                }
                return closed;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return true;
            }
        }
    }

    private static long millisUntil(long deadline) {
        return (deadline - System.nanoTime()) / 1_000_000;
    }

    private static Duration since(long begun) {
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }
}
