package io.slipway.local.consul;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
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
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DynamicTest;

/** Asks a server what was asked of Consul, and finds what it answers differently. */
final class Replay {

    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    private final URI server;
    private final List<Allowed> allowed;
    private Likeness likeness = new Likeness();

    record Answer(int status, Map<String, String> headers, String body, double millis) {}

    /** A difference that somebody has looked at and found right, with the reason. */
    record Allowed(Pattern request, Pattern difference, String reason) {
        boolean covers(Transcript.Entry entry, String found) {
            return request.matcher(entry.name()).find()
                    && difference.matcher(found).find();
        }
    }

    Replay(URI server, String allowedDifferences) {
        this.server = server;
        this.allowed = read(allowedDifferences);
    }

    /** Makes a test of every request, to be run in this order. */
    List<DynamicTest> of(List<String> files) {
        List<DynamicTest> tests = new ArrayList<>();
        for (String file : files) {
            List<Transcript.Entry> entries = Transcript.read(file);
            for (int i = 0; i < entries.size(); i++) {
                Transcript.Entry entry = entries.get(i);
                boolean skipped = skipped(entry);
                if (entry.isPause()) {
                    Transcript.Entry next = entries.get(++i);
                    tests.add(DynamicTest.dynamicTest(next.name(), () -> becomesLike(next, entry.sleep())));
                } else if (!skipped
                        && entry.blocked()
                        && i + 1 < entries.size()
                        && entries.get(i + 1).isWrite()) {
                    Transcript.Entry write = entries.get(++i);
                    tests.add(DynamicTest.dynamicTest(entry.name(), () -> isLikeWhileWriting(entry, write)));
                } else if (!skipped) {
                    tests.add(DynamicTest.dynamicTest(entry.name(), () -> assertThat(
                                    differences(entry, ask(entry).join()))
                            .isEmpty()));
                }
            }
        }
        return tests;
    }

    private boolean skipped(Transcript.Entry entry) {
        return allowed.stream().anyMatch(one -> one.covers(entry, "not asked"));
    }

    private void isLikeWhileWriting(Transcript.Entry entry, Transcript.Entry write) {
        CompletableFuture<Answer> waiting = ask(entry);
        Awaitility.await().pollDelay(Duration.ofMillis(100)).untilAsserted(() -> assertThat(waiting)
                .isNotDone());
        List<String> found = new ArrayList<>(differences(write, ask(write).join()));
        Answer answer = waiting.join();
        found.addAll(differences(entry, answer));
        assertThat(found).as(entry.name()).isEmpty();
        boolean woken = entry.millis() < 450;
        if (woken) {
            assertThat(answer.millis()).as("woken by the write").isLessThan(450);
        }
    }

    private void becomesLike(Transcript.Entry entry, double seconds) {
        Likeness before = likeness;
        Awaitility.await()
                .atMost(Duration.ofMillis((long) (seconds * 1000) + 2_000))
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(() -> {
                    // What was learned from an answer that came too early must not stay.
                    likeness = before.copy();
                    isLike(entry);
                });
    }

    private void isLike(Transcript.Entry entry) {
        assertThat(differences(entry, ask(entry).join())).as(entry.name()).isEmpty();
    }

    private List<String> differences(Transcript.Entry entry, Answer answer) {
        return likeness.differences(entry, answer).stream()
                .filter(found -> allowed.stream().noneMatch(one -> one.covers(entry, found)))
                .toList();
    }

    private CompletableFuture<Answer> ask(Transcript.Entry entry) {
        String path = likeness.translate(entry.path());
        if (entry.blocked() && entry.millis() > 450) {
            // It was in vain that it waited: ours need not wait as long to show that.
            path = path.replaceAll("wait=\\d+s", "wait=300ms");
        }
        byte[] translated = likeness.translate(entry.requestBody()).getBytes(StandardCharsets.ISO_8859_1);
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server + path))
                .timeout(Duration.ofSeconds(30))
                .method(
                        entry.method(),
                        translated.length == 0
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(translated));
        entry.requestHeaders().forEach(request::header);
        long start = System.nanoTime();
        return CLIENT.sendAsync(request.build(), HttpResponse.BodyHandlers.ofByteArray())
                .thenApply(response -> answer(response, start));
    }

    private static Answer answer(HttpResponse<byte[]> response, long start) {
        Map<String, String> headers = new TreeMap<>();
        response.headers().map().forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
        return new Answer(
                response.statusCode(),
                headers,
                new String(response.body(), StandardCharsets.UTF_8),
                (System.nanoTime() - start) / 1e6);
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
