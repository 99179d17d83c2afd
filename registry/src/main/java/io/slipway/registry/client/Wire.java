package io.slipway.registry.client;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.ConnectionSpec;
import okhttp3.Dispatcher;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/** Sends requests the way the chain wants it: where it says, once, and within its time. */
final class Wire implements Call.Factory, AutoCloseable {

    /** Stands in the URL until an instance is picked; the domain exists nowhere (RFC 2606). */
    static final String PLACEHOLDER = "http://service.invalid/";

    private final OkHttpClient http;

    Wire(ExecutorService executor, int idleConnections, Duration connectTimeout, long largestBody) {
        BaseUrls urls = new BaseUrls();
        this.http = new OkHttpClient.Builder()
                .dispatcher(new Dispatcher(executor))
                // Instances are called over plain HTTP: preparing for TLS would cost a start a tenth of a second.
                .connectionSpecs(List.of(ConnectionSpec.CLEARTEXT))
                // Tomcat closes what was idle for 20 s; ours must be gone before.
                .connectionPool(new ConnectionPool(idleConnections, 15, TimeUnit.SECONDS))
                .connectTimeout(connectTimeout)
                // The call's own time bounds both, with every try.
                .readTimeout(Duration.ZERO)
                .writeTimeout(Duration.ZERO)
                // RetryLink has its own rule for what is tried again.
                .retryOnConnectionFailure(false)
                // An instance has one address: a race between several would cost a thread and win nothing.
                .fastFallback(false)
                // A redirect would leave the instance that was picked.
                .followRedirects(false)
                .addInterceptor(chain -> outgoing(chain, urls, largestBody))
                .addNetworkInterceptor(Wire::reached)
                .build();
    }

    @Override
    public Call newCall(Request request) {
        return http.newCall(Sending.in(request));
    }

    private static Response outgoing(Interceptor.Chain chain, BaseUrls urls, long largestBody) throws IOException {
        Sending sending = Sending.of(chain.request());
        Request request = sending.addressed(chain.request(), urls);
        Response response = sending.connectMillis() == chain.connectTimeoutMillis()
                ? chain.proceed(request)
                : chain.withConnectTimeout(sending.connectMillis(), TimeUnit.MILLISECONDS)
                        .proceed(request);
        sending.answered(response.code());
        return LimitedBody.in(response, largestBody);
    }

    /** Runs only once there is a connection. */
    private static Response reached(Interceptor.Chain chain) throws IOException {
        Sending.of(chain.request()).reached();
        Response response = chain.proceed(chain.request());
        // OkHttp takes "503, Retry-After: 0" for leave to send anything again at once, also what is not idempotent.
        return response.code() == 503 && response.header("Retry-After", "").matches("0+")
                ? response.newBuilder().removeHeader("Retry-After").build()
                : response;
    }

    int connections() {
        return http.connectionPool().connectionCount();
    }

    @Override
    public void close() {
        http.dispatcher().cancelAll();
        http.connectionPool().evictAll();
    }
}
