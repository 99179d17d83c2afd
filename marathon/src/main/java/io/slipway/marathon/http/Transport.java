package io.slipway.marathon.http;

import io.slipway.marathon.MarathonException;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.EventListener;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Sends a request to the first server that answers.
 *
 * <p>A read that no answer came to goes to the next server, and is asked again, a few times, where every server is too
 * busy or without a leader. A write goes on only when nothing of it left this machine, or when a standby says that it
 * knew of no leader to pass it to: otherwise nobody knows whether it was done. Begins with the leader, where a standby
 * named one of the servers as that, else with the server that answered last.
 */
final class Transport implements AutoCloseable {

    private static final int ROUNDS = 4;
    private static final Set<Integer> BUSY = Set.of(502, 503, 504);
    private static final String LEADERLESS = "Could not determine the current leader";

    /** Notes whether anything of a call was written to a server. */
    private static final class Sent extends EventListener {

        private volatile boolean sent;

        @Override
        public void requestHeadersStart(Call call) {
            sent = true;
        }
    }

    private final List<HttpUrl> servers;
    private final Options options;
    private final RandomGenerator random;
    private final AtomicInteger first = new AtomicInteger();
    private final OkHttpClient reads;
    private final OkHttpClient writes;

    Transport(List<URI> servers, Options options, RandomGenerator random) {
        if (servers.isEmpty()) {
            throw new IllegalArgumentException("Name at least one Marathon address, as in http://127.0.0.1:9602.");
        }
        this.servers = servers.stream()
                .map(server -> HttpUrl.Companion.get(server.toString()))
                .toList();
        this.options = options;
        this.random = random;
        Timing timing = options.timing();
        this.reads = options.tls()
                .on(new OkHttpClient.Builder())
                .connectTimeout(timing.connect())
                .readTimeout(timing.answer())
                .writeTimeout(timing.answer())
                .followSslRedirects(false)
                .build();
        // A pooled connection may turn out dead only after the request went out, and OkHttp would send it again.
        // A redirect would become a GET, and look like success.
        this.writes = reads.newBuilder()
                .connectionPool(new ConnectionPool(0, 1, TimeUnit.SECONDS))
                .retryOnConnectionFailure(false)
                .followRedirects(false)
                .build();
    }

    /** Returns a client for one stream, which shares nothing that a stream would block. */
    OkHttpClient streams() {
        return writes.newBuilder().readTimeout(timing().silence()).build();
    }

    List<HttpUrl> servers() {
        return servers;
    }

    Timing timing() {
        return options.timing();
    }

    RandomGenerator random() {
        return random;
    }

    /** Adds credentials, unless the request is for somebody whom nobody named: then they are none of his business. */
    Request authorized(Request request) {
        return servers.stream().anyMatch(server -> isSame(server, request.url()))
                ? options.credentials().on(request)
                : request;
    }

    private static boolean isSame(HttpUrl one, HttpUrl other) {
        return one.scheme().equals(other.scheme()) && one.host().equals(other.host()) && one.port() == other.port();
    }

    /** Returns the answer, whatever its status; throws when no server gave any. */
    Answer send(Ask ask) {
        Answer answer = round(ask);
        for (int again = 1; again < ROUNDS && mayAskAgain(ask, answer); again++) {
            pause(ask, again - 1);
            answer = round(ask);
        }
        return answer;
    }

    private static boolean mayAskAgain(Ask ask, Answer answer) {
        return ask.changesNothing()
                ? BUSY.contains(answer.status())
                : answer.status() == 502 && answer.body().contains(LEADERLESS);
    }

    private void pause(Ask ask, int failures) {
        try {
            Thread.sleep(timing().retry(failures, random).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MarathonException(
                    ask.method() + " /" + ask.path() + " was interrupted.", 0, List.of(), List.of());
        }
    }

    private Answer round(Ask ask) {
        List<String> tried = new ArrayList<>();
        @Nullable Answer busy = null;
        int from = first.get();
        for (int i = 0; i < servers.size(); i++) {
            int server = (from + i) % servers.size();
            Request request = ask.to(servers.get(server));
            Sent sent = new Sent();
            try {
                Answer answer = answer(ask, server, authorized(request), sent);
                if (!mayAskAgain(ask, answer)) {
                    return answer;
                }
                busy = answer;
            } catch (IOException e) {
                tried.add(request.url().host() + ":" + request.url().port() + " (" + e.getMessage() + ")");
                if (sent.sent && !ask.changesNothing()) {
                    throw outcomeUnknown(request, e);
                }
            }
        }
        if (busy != null) {
            return busy;
        }
        throw noAnswer(ask, tried);
    }

    private Answer answer(Ask ask, int server, Request request, Sent sent) throws IOException {
        OkHttpClient client = ask.changesNothing() ? reads : writes;
        Call call = client.newBuilder().eventListener(sent).build().newCall(request);
        try (Response response = call.execute()) {
            Answer answer = new Answer(
                    request.method() + " " + request.url(),
                    response.code(),
                    response.body().string(),
                    response.header("Marathon-Deployment-Id"));
            first.set(leader(response, server));
            return answer;
        }
    }

    /** Returns the server to begin with next: the leader that a standby passed the request to, or the one that answered. */
    private int leader(Response response, int answered) {
        String named = response.header("X-Marathon-Via") == null ? null : response.header("X-Marathon-Leader");
        HttpUrl leader = named == null ? null : HttpUrl.Companion.parse(named);
        for (int i = 0; leader != null && i < servers.size(); i++) {
            if (isSame(servers.get(i), leader)) {
                return i;
            }
        }
        return answered;
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
