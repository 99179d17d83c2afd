package io.slipway.registry.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.slipway.registry.client.BadPeer.Manner;
import io.slipway.registry.client.CallOptions.Isolation;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import retrofit2.http.GET;

@Timeout(120)
class NothingLeaksTest extends ClientTest {

    private static final int CALLS = 20;

    @ServiceClient("silent")
    @CallOptions(timeoutMillis = 400)
    interface Silent {
        @GET("a")
        String waited();

        @GET("b")
        CompletableFuture<String> future();

        @GET("c")
        @CallOptions(isolation = Isolation.THREAD)
        String pooled();
    }

    // As many threads as calls: Java's own pool has one where the machine has two processors.
    private final ExecutorService callers = Executors.newCachedThreadPool();

    @AfterEach
    void endTheCallers() {
        callers.shutdown();
    }

    @Test
    void aPeerThatAcceptsAndNeverAnswersCostsNoConnectionAndNoThread() throws IOException {
        try (BadPeer peer = new BadPeer(() -> Manner.NEVER_ANSWER)) {
            peer.register("silent-1", "silent", registry);
            Silent silent = clients.create(Silent.class);
            discovery.watch("silent");
            await().until(() -> !discovery.snapshot("silent").instances().isEmpty());

            List<CompletableFuture<?>> calls = IntStream.range(0, CALLS)
                    .boxed()
                    .<CompletableFuture<?>>flatMap(i -> Stream.of(
                            CompletableFuture.supplyAsync(silent::waited, callers),
                            silent.future(),
                            CompletableFuture.supplyAsync(silent::pooled, callers)))
                    .toList();

            await().until(() -> calls.stream().allMatch(CompletableFuture::isDone));
            assertThat(calls).allMatch(CompletableFuture::isCompletedExceptionally);
            // A connection that came about too late for its call is kept as any idle one, for 15 s.
            await().atMost(Duration.ofSeconds(60)).until(() -> peer.open() + clients.connections() == 0);
        }
        clients.close();
        await().until(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().startsWith("slipway-client")));
    }
}
