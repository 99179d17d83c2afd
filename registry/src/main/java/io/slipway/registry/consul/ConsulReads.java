package io.slipway.registry.consul;

import io.slipway.registry.RegistryException;
import io.slipway.registry.internal.ReadingThread;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.ConnectionSpec;
import okhttp3.Dispatcher;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/**
 * Asks Consul, also with questions that Consul answers late.
 *
 * <p>consul-client is left out here because its calls cannot be interrupted: a watch could not be closed before its wait
 * ends. An interrupt of the asking thread ends the call at once; a {@link ReadingThread} asks without the help of another.
 */
final class ConsulReads {

    // Without a leader Consul thinks for 7.3 s before it says so.
    private static final Duration PLAIN = Duration.ofSeconds(10);

    private final String consul;
    private final AclToken token;
    private final OkHttpClient client;

    ConsulReads(ConsulAccess access, ExecutorService executor) {
        this.consul = access.address().toString();
        this.token = access.token();
        Dispatcher dispatcher = new Dispatcher(executor);
        // OkHttp allows 5 calls to a host; every watch keeps one open.
        dispatcher.setMaxRequests(Integer.MAX_VALUE);
        dispatcher.setMaxRequestsPerHost(Integer.MAX_VALUE);
        OkHttpClient.Builder builder = new OkHttpClient.Builder();
        access.tls().ifPresent(tls -> builder.sslSocketFactory(tls.context().getSocketFactory(), tls.trust()));
        if (!access.address().isSecure()) {
            // Preparing for TLS would cost a start a tenth of a second.
            builder.connectionSpecs(List.of(ConnectionSpec.CLEARTEXT));
        }
        this.client = builder.dispatcher(dispatcher)
                .connectTimeout(Duration.ofSeconds(1))
                .readTimeout(Duration.ZERO) // The timeout of the whole call bounds it.
                .followRedirects(false)
                .build();
    }

    Answer ask(HttpUrl.Builder url) {
        return await(url.build(), PLAIN);
    }

    /** Asks with an index; an index or a wait of nothing asks for an answer at once. */
    Answer ask(HttpUrl.Builder url, long index, Duration wait) {
        // Consul takes a wait of nothing for one of five minutes.
        if (index <= 0 || wait.toMillis() < 1) {
            return ask(url);
        }
        url.addQueryParameter("index", Long.toString(index)).addQueryParameter("wait", wait.toMillis() + "ms");
        // Consul adds up to a sixteenth; giving up earlier would leave its end of the connection behind.
        return await(url.build(), wait.plus(wait.dividedBy(16)).plusSeconds(5));
    }

    void close() {
        client.dispatcher().cancelAll();
        client.connectionPool().evictAll();
    }

    private Answer await(HttpUrl url, Duration longest) {
        Call call = client.newCall(
                new Request.Builder().url(url).headers(token.headers()).build());
        call.timeout().timeout(longest.toMillis(), TimeUnit.MILLISECONDS);
        String asked = "GET " + url.encodedPath() + (url.encodedQuery() == null ? "" : "?" + url.encodedQuery());
        try {
            return Thread.currentThread() instanceof ReadingThread reader
                    ? reader.read(() -> answer(asked, call.execute()), call::cancel)
                    : elsewhere(call, asked);
        } catch (InterruptedException e) {
            call.cancel();
            Thread.currentThread().interrupt();
            throw interrupted(asked, e);
        } catch (IOException | RuntimeException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw interrupted(asked, e);
            }
            throw new RegistryException(
                    "Consul at " + consul + " did not answer " + asked + ": " + Tls.explained(consul, e), e);
        }
    }

    /** Asks on another thread, since nothing but its end gets this one out of a socket. */
    private Answer elsewhere(Call call, String asked) throws IOException, InterruptedException {
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        call.enqueue(new Receiver(asked, answer));
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
        }
    }

    private RegistryException interrupted(String asked, Exception e) {
        return new RegistryException("Interrupted while waiting for Consul at " + consul + " to answer " + asked, e);
    }

    private Answer answer(String asked, Response response) throws IOException {
        try (response) {
            return new Answer(
                    consul,
                    asked,
                    response.code(),
                    response.body().string(),
                    Answer.index(response.header("X-Consul-Index")),
                    Boolean.parseBoolean(response.header("X-Consul-Results-Filtered-By-ACLs")));
        }
    }

    /** Reads the body on the thread that received it, so that an interrupt of the asking one is never in the way. */
    private final class Receiver implements Callback {

        private final String asked;
        private final CompletableFuture<Answer> answer;

        private Receiver(String asked, CompletableFuture<Answer> answer) {
            this.asked = asked;
            this.answer = answer;
        }

        @Override
        public void onResponse(Call call, Response response) {
            try {
                answer.complete(ConsulReads.this.answer(asked, response));
            } catch (IOException | RuntimeException e) {
                answer.completeExceptionally(e);
            }
        }

        @Override
        public void onFailure(Call call, IOException e) {
            answer.completeExceptionally(e);
        }
    }
}
