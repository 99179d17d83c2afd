package io.slipway.registry.client;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Ends the time that a request may take, with everything that is called on its behalf.
 *
 * <p>It travels as milliseconds left in {@link #HEADER}, rounded down, because the clocks of two machines differ: so every
 * hop shortens it and none can extend it. Time is {@link System#nanoTime()}, handed in.
 *
 * @param atNanos when it ends
 */
public record Deadline(long atNanos) {

    public static final String HEADER = "X-Slipway-Deadline";

    // Ten digits are 115 days: more is no deadline, and would overflow nanoseconds.
    private static final Pattern MILLIS = Pattern.compile("[0-9]{1,10}");
    private static final ThreadLocal<@Nullable Deadline> CURRENT = new ThreadLocal<>();

    public static Deadline in(Duration left, long nanoTime) {
        return new Deadline(nanoTime + left.toNanos());
    }

    /** Reads a header; anything but a number of up to ten digits is no deadline. */
    public static Optional<Deadline> parse(@Nullable String header, long nanoTime) {
        return header == null || !MILLIS.matcher(header).matches()
                ? Optional.empty()
                : Optional.of(new Deadline(nanoTime + TimeUnit.MILLISECONDS.toNanos(Long.parseLong(header))));
    }

    /** Returns the deadline of what this thread is doing. */
    public static Optional<Deadline> current() {
        return Optional.ofNullable(CURRENT.get());
    }

    /** Makes this the thread's deadline until the scope is closed, unless the thread has an earlier one. */
    public Scope makeCurrent() {
        Deadline before = CURRENT.get();
        CURRENT.set(before == null ? this : before.earlier(this));
        return () -> restore(before);
    }

    public Deadline earlier(Deadline other) {
        return other.atNanos - atNanos < 0 ? other : this;
    }

    public boolean isSpent(long nanoTime) {
        return atNanos - nanoTime <= 0;
    }

    /** Returns what is left, zero when it is spent. */
    public Duration left(long nanoTime) {
        return Duration.ofNanos(Math.max(0, atNanos - nanoTime));
    }

    /** Returns what to send in {@link #HEADER}. */
    public String header(long nanoTime) {
        return Long.toString(left(nanoTime).toMillis());
    }

    private static void restore(@Nullable Deadline before) {
        if (before == null) {
            CURRENT.remove();
        } else {
            CURRENT.set(before);
        }
    }
}
