package io.slipway.marathon.http;

import io.slipway.marathon.MarathonException;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.EventListener;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/**
 * Sends a request to the first server that answers.
 *
 * <p>A read that no answer came to goes to the next server. A write goes there only when nothing of it left this
 * machine: otherwise nobody knows whether it was done. Begins with the server that answered last.
 */
final class Transport implements AutoCloseable {

    /** Notes whether anything of a call was written to a server. */
    private static final class Sent extends EventListener {

        private volatile boolean sent;

        @Override
        public void requestHeadersStart(Call call) {
            sent = true;
        }
    }

    private final List<HttpUrl> servers;
    private final AtomicInteger answeredLast = new AtomicInteger();
    private final OkHttpClient reads;
    private final OkHttpClient writes;

    Transport(List<URI> servers, Timing timing) {
        if (servers.isEmpty()) {
            throw new IllegalArgumentException("Name at least one Marathon address, as in http://127.0.0.1:9602.");
        }
        this.servers = servers.stream()
                .map(server -> HttpUrl.Companion.get(server.toString()))
                .toList();
        this.reads = new OkHttpClient.Builder()
                .connectTimeout(timing.connect())
                .readTimeout(timing.answer())
                .writeTimeout(timing.answer())
                .build();
        // A pooled connection may turn out dead only after the request went out, and OkHttp would send it again.
        this.writes = reads.newBuilder()
                .connectionPool(new ConnectionPool(0, 1, TimeUnit.SECONDS))
                .retryOnConnectionFailure(false)
                .build();
    }

    /** Returns a client for one stream, which shares nothing that a stream would block. */
    OkHttpClient streams(Timing timing) {
        return writes.newBuilder().readTimeout(timing.silence()).build();
    }

    List<HttpUrl> servers() {
        return servers;
    }

    /** Returns the answer, whatever its status; throws when no server gave any. */
    Answer send(Ask ask) {
        List<String> tried = new ArrayList<>();
        int first = answeredLast.get();
        for (int i = 0; i < servers.size(); i++) {
            int server = (first + i) % servers.size();
            Request request = ask.to(servers.get(server));
            Sent sent = new Sent();
            try {
                Answer answer = answer(ask.changesNothing() ? reads : writes, request, sent);
                answeredLast.set(server);
                return answer;
            } catch (IOException e) {
                tried.add(request.url().host() + ":" + request.url().port() + " (" + e.getMessage() + ")");
                if (sent.sent && !ask.changesNothing()) {
                    throw outcomeUnknown(request, e);
                }
            }
        }
        throw noAnswer(ask, tried);
    }

    private static Answer answer(OkHttpClient client, Request request, Sent sent) throws IOException {
        Call call = client.newBuilder().eventListener(sent).build().newCall(request);
        try (Response response = call.execute()) {
            return new Answer(
                    request.method() + " " + request.url(),
                    response.code(),
                    response.body().string(),
                    response.header("Marathon-Deployment-Id"));
        }
    }

    private static MarathonException noAnswer(Ask ask, List<String> tried) {
        String message = "Marathon does not answer " + ask.method() + " /" + ask.path() + ". Tried "
                + String.join(", ", tried) + ". Is it running there?";
        return new MarathonException(message, 0, List.of(), List.of());
    }

    private static MarathonException outcomeUnknown(Request request, IOException why) {
        String message = "Marathon took " + request.method() + " " + request.url() + " and did not answer ("
                + why.getMessage() + "). It may or may not have been done: look before you try again.";
        return new MarathonException(message, 0, List.of(), List.of());
    }

    @Override
    public void close() {
        reads.dispatcher().cancelAll();
        reads.connectionPool().evictAll();
        reads.dispatcher().executorService().shutdown();
    }
}
