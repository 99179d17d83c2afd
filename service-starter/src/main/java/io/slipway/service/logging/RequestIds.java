package io.slipway.service.logging;

import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Decides under which id a request is logged: the caller's own when it is harmless, else a new one. */
final class RequestIds {

    static final String HEADER = "X-Request-Id";
    static final String MDC_KEY = "requestId";

    // UUIDs, ULIDs, trace ids and HAProxy's unique-id fit; quotes, spaces, line breaks and control characters do not.
    private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9._:-]{1,128}");

    private final Supplier<String> fresh;

    RequestIds(Supplier<String> fresh) {
        this.fresh = fresh;
    }

    String idFor(@Nullable String offered) {
        return offered != null && SAFE.matcher(offered).matches() ? offered : fresh.get();
    }
}
