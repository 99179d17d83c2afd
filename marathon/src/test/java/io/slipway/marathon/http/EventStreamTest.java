package io.slipway.marathon.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.marathon.AppId;
import io.slipway.marathon.MarathonEvent;
import io.slipway.marathon.MarathonEvent.DeploymentFailed;
import io.slipway.marathon.MarathonEvent.DeploymentSuccess;
import io.slipway.marathon.MarathonEvent.StatusUpdate;
import io.slipway.marathon.MarathonEvent.Unknown;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EventStreamTest {

    private static final Timing QUICK = new Timing(
            Duration.ofSeconds(2),
            Duration.ofSeconds(2),
            Duration.ofMillis(400),
            Duration.ofMillis(20),
            Duration.ofMillis(100));
    private static final String SUCCESS =
            "event: deployment_success\r\ndata: {\"id\":\"d1\",\"eventType\":\"deployment_success\"}\r\n\r\n";

    private final MockWebServer server = new MockWebServer();
    private final List<MarathonEvent> events = new CopyOnWriteArrayList<>();
    private final AtomicInteger connected = new AtomicInteger();
    private MarathonClient marathon;

    @BeforeEach
    void start() throws IOException {
        server.start(InetAddress.getLoopbackAddress(), 0);
        marathon = client(uri(server));
    }

    @AfterEach
    void stop() {
        marathon.close();
        server.close();
    }

    @Test
    void aRecordedStreamIsReadEventByEvent() throws Exception {
        server.enqueue(stalling(recorded("06-deployments.rollback.sse")));

        marathon.listen(events::add, connected::incrementAndGet);

        await().until(() ->
                events.stream().filter(DeploymentSuccess.class::isInstance).count() == 1);
        assertThat(connected).hasValue(1);
        assertThat(events)
                .contains(
                        new DeploymentFailed("13eee847-a345-4396-a009-a6735878a675", "The upgrade has been cancelled"),
                        new DeploymentSuccess("2803518a-5150-469b-9c10-d9b6fcf516d0"));
        StatusUpdate update = events.stream()
                .filter(StatusUpdate.class::isInstance)
                .map(StatusUpdate.class::cast)
                .findFirst()
                .orElseThrow();
        assertThat(update.appId()).isEqualTo(AppId.of("/tx/web"));
        RecordedRequest request = server.takeRequest();
        assertThat(request.getTarget()).isEqualTo("/v2/events?plan-format=light");
        assertThat(request.getHeaders().get("Accept")).isEqualTo("text/event-stream");
    }

    @Test
    void everyRecordedTypeOfEventIsRead() throws Exception {
        JsonNode samples = Answer.MAPPER.readTree(Recording.text("event-samples.json"));
        List<String> unknown = new ArrayList<>();
        for (var sample : samples.properties()) {
            MarathonEvent event =
                    EventReader.read(sample.getKey(), sample.getValue().toString());
            assertThat(event.type()).isEqualTo(sample.getKey());
            if (event instanceof Unknown) {
                unknown.add(event.type());
            }
        }
        assertThat(samples.properties()).hasSize(22);
        assertThat(unknown)
                .containsExactlyInAnyOrder(
                        "add_health_check_event",
                        "api_post_event",
                        "event_stream_attached",
                        "event_stream_detached",
                        "failed_health_check_event",
                        "group_change_failed",
                        "health_status_changed_event",
                        "pod_created_event",
                        "pod_deleted_event",
                        "pod_updated_event",
                        "remove_health_check_event",
                        "unknown_instance_terminated_event");
    }

    @Test
    void aStreamThatEndsIsOpenedAgainAndSaysSo() {
        server.enqueue(ending(SUCCESS));
        server.enqueue(stalling(SUCCESS));

        marathon.listen(events::add, connected::incrementAndGet);

        await().until(() -> events.size() == 2 && connected.get() == 2);
    }

    @Test
    void aStreamThatFallsSilentIsOpenedAgain() {
        server.enqueue(stalling(""));
        server.enqueue(stalling(SUCCESS));

        marathon.listen(events::add, connected::incrementAndGet);

        await().until(() -> events.size() == 1);
        assertThat(connected).hasValue(2);
    }

    @Test
    void heartbeatsKeepAQuietStreamOpen() {
        // Empty lines for eight seconds, some each second, where five of silence are borne: a busy machine may be late.
        int chunk = SUCCESS.length() + 1;
        Timing patient = new Timing(
                QUICK.connect(),
                Duration.ofSeconds(5),
                Duration.ofSeconds(5),
                QUICK.firstRetry(),
                QUICK.longestRetry());
        server.enqueue(sse("\r\n".repeat(8 * chunk / 2) + SUCCESS)
                .throttleBody(chunk, 1, TimeUnit.SECONDS)
                .onResponseEnd(SocketEffect.Stall.INSTANCE)
                .build());
        try (MarathonClient quiet =
                new MarathonClient(List.of(uri(server)), Options.DEFAULT.with(patient), RandomGenerator.getDefault())) {
            quiet.listen(events::add, connected::incrementAndGet);

            await().atMost(Duration.ofMinutes(2)).until(() -> events.size() == 1);
            assertThat(connected).hasValue(1);
        }
    }

    @Test
    void aStandbySendsToTheLeader() throws IOException {
        try (MockWebServer standby = new MockWebServer()) {
            standby.start(InetAddress.getLoopbackAddress(), 0);
            standby.enqueue(new MockResponse.Builder()
                    .code(302)
                    .addHeader("Location", uri(server) + "v2/events")
                    .build());
            server.enqueue(stalling(SUCCESS));
            try (MarathonClient through = client(uri(standby))) {
                through.listen(events::add, connected::incrementAndGet);

                await().until(() -> events.equals(List.of(new DeploymentSuccess("d1"))));
            }
        }
    }

    @Test
    void aServerThatRefusesIsAskedAgain() {
        server.enqueue(new MockResponse.Builder().code(405).body("<html>").build());
        server.enqueue(new MockResponse.Builder().body("no stream").build());
        server.enqueue(stalling(SUCCESS));

        marathon.listen(events::add, connected::incrementAndGet);

        await().until(() -> events.size() == 1);
        assertThat(connected).hasValue(1);
    }

    @Test
    void framesThatCannotBeReadAreLeftOut() {
        server.enqueue(stalling("event: status_update_event\r\ndata: {\"appId\":\"/Not An Id\"}\r\n\r\n"
                + "event: deployment_failed\r\ndata: {not json\r\n\r\n"
                + "data: {}\r\n\r\n"
                + "id: 7\r\nretry: x\r\n: comment\r\n\r\n"
                + SUCCESS));

        marathon.listen(events::add, connected::incrementAndGet);

        await().until(() -> events.contains(new DeploymentSuccess("d1")));
        assertThat(events).extracting(MarathonEvent::type).containsExactly("message", "deployment_success");
        assertThat(connected).hasValue(1);
    }

    @Test
    void aListenerThatThrowsIsLoggedAndTheStreamGoesOn() {
        server.enqueue(stalling(SUCCESS + SUCCESS));

        marathon.listen(
                event -> {
                    events.add(event);
                    throw new AssertionError("a listener that fails on purpose");
                },
                () -> {
                    connected.incrementAndGet();
                    throw new IllegalStateException("so does this one");
                });

        await().until(() -> events.size() == 2);
        assertThat(connected).hasValue(1);
    }

    @Test
    void allIsCalledOnOneThread() {
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        server.enqueue(ending(SUCCESS));
        server.enqueue(ending(SUCCESS));
        server.enqueue(stalling(SUCCESS));

        marathon.listen(
                event -> {
                    events.add(event);
                    threads.add(Thread.currentThread());
                },
                () -> threads.add(Thread.currentThread()));

        await().until(() -> events.size() == 3);
        assertThat(threads).hasSize(1);
    }

    @Test
    void aClosedListenerHearsNothingMoreAndItsThreadEnds() throws Exception {
        List<Thread> threads = new CopyOnWriteArrayList<>();
        server.enqueue(stalling(SUCCESS));
        AutoCloseable stream = marathon.listen(event -> threads.add(Thread.currentThread()), () -> {});
        await().until(() -> threads.size() == 1);

        stream.close();

        assertThat(threads.get(0).isAlive()).isFalse();
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void aListenerMayCloseItsOwnStream() {
        server.enqueue(stalling(SUCCESS + SUCCESS));
        List<AutoCloseable> self = new CopyOnWriteArrayList<>();
        List<Thread> threads = new CopyOnWriteArrayList<>();
        self.add(marathon.listen(
                event -> {
                    threads.add(Thread.currentThread());
                    await().until(() -> self.size() == 1);
                    close(self.get(0));
                },
                () -> {}));

        await().until(() -> threads.size() == 1 && !threads.get(0).isAlive());
    }

    @Test
    void retriesAreSpreadAndBounded() {
        Timing timing = Timing.DEFAULT;
        RandomGenerator lowest = () -> 0L;

        assertThat(timing.retry(0, lowest)).isEqualTo(Duration.ofMillis(100));
        assertThat(timing.retry(1, lowest)).isEqualTo(Duration.ofMillis(200));
        assertThat(timing.retry(1_000_000, lowest)).isEqualTo(Duration.ofSeconds(5));
        assertThat(timing.retry(1_000_000, () -> -1L)).isBetween(Duration.ofSeconds(14), Duration.ofSeconds(15));
    }

    private static void close(AutoCloseable stream) {
        try {
            stream.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static String recorded(String file) {
        String text = Recording.text(file);
        return text.substring(text.indexOf("\r\n\r\n") + 4);
    }

    private static MockResponse ending(String frames) {
        return sse(frames).onResponseEnd(new SocketEffect.CloseSocket()).build();
    }

    private static MockResponse stalling(String frames) {
        return sse(frames).onResponseEnd(SocketEffect.Stall.INSTANCE).build();
    }

    private static MockResponse.Builder sse(String frames) {
        return new MockResponse.Builder()
                .body(frames)
                .removeHeader("Content-Length")
                .setHeader("Content-Type", "text/event-stream;charset=utf-8")
                .setHeader("Connection", "close");
    }

    private static MarathonClient client(URI uri) {
        return new MarathonClient(List.of(uri), Options.DEFAULT.with(QUICK), RandomGenerator.getDefault());
    }

    private static URI uri(MockWebServer server) {
        return URI.create("http://127.0.0.1:" + server.getPort() + "/");
    }
}
