package io.slipway.registry.client;

import java.io.IOException;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;
import org.slf4j.MDC;

/** Passes on the id of the request that is being served, or begins a new one. */
final class RequestId implements Interceptor {

    private static final String HEADER = "X-Request-Id";
    private static final String MDC_KEY = "requestId";

    @Override
    public Response intercept(Chain chain) throws IOException {
        Request request = chain.request();
        return chain.proceed(
                request.header(HEADER) != null
                        ? request
                        : request.newBuilder().header(HEADER, id()).build());
    }

    private static String id() {
        String served = MDC.get(MDC_KEY);
        boolean usable = served != null && !served.isEmpty() && served.chars().allMatch(c -> c > 0x20 && c < 0x7f);
        return usable
                ? served
                : HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    }
}
