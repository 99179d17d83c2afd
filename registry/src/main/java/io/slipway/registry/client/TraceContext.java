package io.slipway.registry.client;

import java.util.HexFormat;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Names the trace that a request belongs to, and the span in which this process serves it: W3C Trace Context.
 *
 * <p>It is read leniently where the W3C asks for it (a later version may say more) and never trusted: what is not exactly
 * of the form given is no context, and a new trace begins.
 *
 * @param traceId 32 lower-case hexadecimal digits, not all zero
 * @param spanId 16 of them, not all zero
 * @param flags bit 0 says that the caller may have recorded the request; the other bits known are none
 * @param state what vendors note in {@code tracestate}, empty for nothing
 */
public record TraceContext(String traceId, String spanId, int flags, String state) {

    public static final String TRACEPARENT = "traceparent";
    public static final String TRACESTATE = "tracestate";

    private static final int SAMPLED = 1;
    // Version ff is none; version 00 ends with the flags, a later one may go on behind a dash.
    private static final Pattern FORM =
            Pattern.compile("(?!ff)([0-9a-f]{2})-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})(-.*)?");
    private static final int LONGEST = 256;
    private static final ThreadLocal<@Nullable TraceContext> CURRENT = new ThreadLocal<>();

    public TraceContext {
        if (!isId(traceId, 32) || !isId(spanId, 16)) {
            throw new IllegalArgumentException("No trace context: a trace id is 32 and a span id 16 lower-case"
                    + " hexadecimal digits that are not all zero.");
        }
        flags &= SAMPLED;
        state = TraceState.checked(state);
    }

    /** Begins a trace. */
    public static TraceContext begin(RandomGenerator random) {
        HexFormat hex = HexFormat.of();
        return new TraceContext(
                hex.toHexDigits(notZero(random)) + hex.toHexDigits(random.nextLong()),
                hex.toHexDigits(notZero(random)),
                0,
                "");
    }

    /**
     * Reads the headers of a request.
     *
     * @param tracestate all fields of that name, joined by commas; where it is not well formed it alone is dropped
     */
    public static Optional<TraceContext> parse(@Nullable String traceparent, @Nullable String tracestate) {
        if (traceparent == null || traceparent.length() > LONGEST) {
            return Optional.empty();
        }
        Matcher parts = FORM.matcher(traceparent);
        if (!parts.matches() || (parts.group(1).equals("00") && parts.group(5) != null)) {
            return Optional.empty();
        }
        return Optional.of(new TraceContext(
                parts.group(2),
                parts.group(3),
                Integer.parseInt(parts.group(4), 16),
                tracestate == null ? "" : tracestate));
    }

    /** Returns the context of what this thread is doing. */
    public static Optional<TraceContext> current() {
        return Optional.ofNullable(CURRENT.get());
    }

    /** Makes this the thread's context until the scope is closed. */
    public Scope makeCurrent() {
        TraceContext before = CURRENT.get();
        CURRENT.set(this);
        return () -> restore(before);
    }

    /** Begins a span of its own in the same trace: what a service does for every request that comes with a context. */
    public TraceContext child(RandomGenerator random) {
        return new TraceContext(traceId, HexFormat.of().toHexDigits(notZero(random)), flags, state);
    }

    public boolean sampled() {
        return (flags & SAMPLED) != 0;
    }

    /** Returns what to send in {@link #TRACEPARENT}; {@link #state} goes into {@link #TRACESTATE} unless it is empty. */
    public String traceparent() {
        return "00-" + traceId + "-" + spanId + (sampled() ? "-01" : "-00");
    }

    private static boolean isId(String text, int length) {
        int notZero = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
                return false;
            }
            notZero |= c ^ '0';
        }
        return text.length() == length && notZero != 0;
    }

    private static long notZero(RandomGenerator random) {
        long drawn = random.nextLong();
        return drawn == 0 ? 1 : drawn;
    }

    private static void restore(@Nullable TraceContext before) {
        if (before == null) {
            CURRENT.remove();
        } else {
            CURRENT.set(before);
        }
    }
}
