package io.slipway.launcher.demo;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Asks again and again until an answer is there, and says what was awaited when it never comes. */
final class Await {

    private static final Duration PAUSE = Duration.ofMillis(20);

    private Await() {}

    /**
     * Returns the first answer.
     *
     * @throws DemoFailure when the limit passes; an exception of the last try is its cause
     */
    static <T> T answer(String what, Duration limit, Supplier<Optional<T>> question) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        RuntimeException last;
        do {
            last = null;
            try {
                Optional<T> answer = question.get();
                if (answer.isPresent()) {
                    return answer.get();
                }
            } catch (RuntimeException e) {
                // Not there yet, or away for a moment: the deadline decides.
                last = e;
            }
            Thread.sleep(PAUSE.toMillis());
        } while (System.nanoTime() < deadline);
        throw new DemoFailure("waited " + limit.toSeconds() + " s in vain for " + what, last);
    }

    static void until(String what, Duration limit, Supplier<Boolean> condition) throws InterruptedException {
        answer(what, limit, () -> condition.get() ? Optional.of(true) : Optional.empty());
    }
}
