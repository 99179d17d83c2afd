package io.slipway.local.consul;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** Asks a server what was asked of another, and finds what it answers differently. */
final class Replay {

    /** A question that waited at least so long was not woken. */
    private static final double WOKEN_MILLIS = 450;

    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    private final URI server;
    private final List<Allowed> allowed;
    private Likeness likeness = new Likeness();

    record Answer(int status, Map<String, String> headers, String body) {}

    /** A difference that somebody has looked at and found right, with the reason. */
    record Allowed(Pattern request, Pattern difference, String reason) {
        boolean covers(Transcript.Entry entry, String found) {
            return request.matcher(entry.name()).find()
                    && difference.matcher(found).find();
        }
    }

    /**
     * Something to ask, and what was answered to it.
     *
     * @param write what is written while the question waits
     * @param patience how many seconds it may take until that is the answer
     */
    record Step(Transcript.Entry entry, Transcript.@Nullable Entry write, double patience) {
        String name() {
            return entry.name();
        }
    }

    Replay(URI server, String allowedDifferences) {
        this.server = server;
        this.allowed = read(allowedDifferences);
    }

    /** Makes steps of recorded requests. */
    static List<Step> steps(String file) {
        List<Step> steps = new ArrayList<>();
        List<Transcript.Entry> entries = Transcript.read(file);
        for (int i = 0; i < entries.size(); i++) {
            Transcript.Entry entry = entries.get(i);
            boolean wakes = entry.blocked()
                    && i + 1 < entries.size()
                    && entries.get(i + 1).isWrite();
            if (entry.isPause()) {
                steps.add(new Step(entries.get(++i), null, entry.sleep()));
            } else {
                steps.add(new Step(entry, wakes ? entries.get(++i) : null, 0));
            }
        }
        return steps;
    }

    /** Tells whether a step was found to be not worth its time. */
    boolean skips(Step step) {
        return allowed.stream().anyMatch(one -> one.covers(step.entry(), "not asked"));
    }

    /** Asks, compares, and returns what was asked here and what was answered. */
    Step run(Step step) {
        if (step.write() != null) {
            return isLikeWhileWriting(step.entry(), step.write());
        }
        Transcript.Entry here = step.patience() > 0 ? becomesLike(step.entry(), step.patience()) : isLike(step.entry());
        return new Step(here, null, step.patience());
    }

    private Step isLikeWhileWriting(Transcript.Entry entry, Transcript.Entry write) {
        boolean woken = entry.millis() < WOKEN_MILLIS;
        Transcript.Entry asked = translated(entry);
        // Nobody waits for an answer as long as this one would, if nothing woke it.
        CompletableFuture<Answer> waiting = ask(
                woken ? asked.asking(asked.path().replaceAll("wait=\\d+s", "wait=300s"), asked.requestBody()) : asked);
        Awaitility.await().pollDelay(Duration.ofMillis(100)).untilAsserted(() -> assertThat(woken && waiting.isDone())
                .isFalse());
        Transcript.Entry written = translated(write);
        Answer done = ask(written).join();
        List<String> found = new ArrayList<>(differences(write, done));
        Answer answer = waiting.join();
        found.addAll(differences(entry, answer));
        assertThat(found).as(entry.name()).isEmpty();
        return new Step(asked.answered(answer), written.answered(done), 0);
    }

    private Transcript.Entry becomesLike(Transcript.Entry entry, double seconds) {
        Likeness before = likeness;
        AtomicReference<Transcript.Entry> here = new AtomicReference<>(entry);
        Awaitility.await()
                .atMost(Duration.ofMillis((long) (seconds * 1000) + 20_000))
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(() -> {
                    // What was learned from an answer that came too early must not stay.
                    likeness = before.copy();
                    here.set(isLike(entry));
                });
        return here.get();
    }

    private Transcript.Entry isLike(Transcript.Entry entry) {
        Transcript.Entry asked = translated(entry);
        Answer answer = ask(asked).join();
        assertThat(differences(entry, answer)).as(entry.name()).isEmpty();
        return asked.answered(answer);
    }

    private List<String> differences(Transcript.Entry entry, Answer answer) {
        // Nothing is known of what should be answered: this is the first to be asked.
        if (entry.status() == 0) {
            return List.of();
        }
        return likeness.differences(entry, answer).stream()
                .filter(found -> allowed.stream().noneMatch(one -> one.covers(entry, found)))
                .toList();
    }

    private Transcript.Entry translated(Transcript.Entry entry) {
        return entry.asking(likeness.translate(entry.path()), likeness.translate(entry.requestBody()));
    }

    private CompletableFuture<Answer> ask(Transcript.Entry entry) {
        String path = entry.path();
        if (entry.blocked() && entry.millis() > WOKEN_MILLIS) {
            // It was in vain that it waited: ours need not wait as long to show that.
            path = path.replaceAll("wait=\\d+s", "wait=300ms");
        }
        byte[] body = entry.requestBody().getBytes(StandardCharsets.ISO_8859_1);
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server + path))
                .timeout(Duration.ofSeconds(30))
                .method(
                        entry.method(),
                        body.length == 0
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(body));
        entry.requestHeaders().forEach(request::header);
        return CLIENT.sendAsync(request.build(), HttpResponse.BodyHandlers.ofByteArray())
                .thenApply(Replay::answer);
    }

    private static Answer answer(HttpResponse<byte[]> response) {
        Map<String, String> headers = new TreeMap<>();
        response.headers().map().forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
        return new Answer(response.statusCode(), headers, new String(unpacked(response), StandardCharsets.UTF_8));
    }

    private static byte[] unpacked(HttpResponse<byte[]> response) {
        if (response.headers().firstValue("Content-Encoding").isEmpty()) {
            return response.body();
        }
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(response.body()))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Allowed> read(String resource) {
        try (InputStream in = Replay.class.getResourceAsStream("/consul/" + resource)) {
            List<Allowed> all = new ArrayList<>();
            for (JsonNode one : Transcript.JSON.readTree(Objects.requireNonNull(in, resource))) {
                all.add(new Allowed(
                        Pattern.compile(one.get("request").asText()),
                        Pattern.compile(one.get("difference").asText()),
                        one.get("reason").asText()));
            }
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
