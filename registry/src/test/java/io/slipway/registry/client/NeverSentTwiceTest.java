package io.slipway.registry.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.registry.Check;
import io.slipway.registry.FreePort;
import io.slipway.registry.Registration;
import io.slipway.registry.ServiceInstance;
import io.slipway.registry.client.BadPeer.Manner;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import retrofit2.http.Body;
import retrofit2.http.PATCH;
import retrofit2.http.POST;
import retrofit2.http.Path;

/** Lets calls that must not be made twice meet peers that fail in every way, in an order made by chance. */
class NeverSentTwiceTest extends ClientTest {

    private static final int CALLS = 150;
    private static final List<Manner> QUICK = Stream.of(Manner.values())
            .filter(manner -> manner != Manner.NEVER_ANSWER)
            .toList();

    @ServiceClient("things")
    @CallOptions(retries = 5, timeoutMillis = 300)
    interface Things {
        @POST("things/{n}")
        Void post(@Path("n") int n, @Body List<Integer> body);

        @PATCH("things/{n}")
        Void patch(@Path("n") int n, @Body List<Integer> body);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void whatIsNotIdempotentIsSentOnceHoweverItFails(long seed) throws IOException {
        Random random = new Random(seed);
        System.setProperty("hystrix.command.default.circuitBreaker.forceClosed", "true");
        try (BadPeer first = new BadPeer(() -> manner(random));
                BadPeer second = new BadPeer(() -> manner(random))) {
            first.register("things-1", "things", registry);
            second.register("things-2", "things", registry);
            registerNobody("things-3");
            discovery.watch("things");
            Awaitility.await()
                    .until(() -> discovery.snapshot("things").instances().size() == 3);
            Things things = clients.create(Things.class);

            int answered = 0;
            for (int n = 0; n < CALLS; n++) {
                answered += call(things, n, random);
            }
            clients.close();
            first.close();
            second.close();

            List<String> sent = Stream.of(first, second)
                    .flatMap(peer -> peer.requestLines().stream())
                    .toList();
            assertThat(sent).doesNotHaveDuplicates();
            // Whoever is not reached is passed over, so a call comes to one that is, unless its time is over before.
            assertThat(sent.size() + first.unread() + second.unread()).isBetween(CALLS / 2, CALLS);
            assertThat(answered).isPositive();
        } finally {
            System.clearProperty("hystrix.command.default.circuitBreaker.forceClosed");
        }
    }

    private static int call(Things things, int n, Random random) {
        // Larger than a socket's buffers now and then, so that writing itself breaks off.
        List<Integer> body = random.nextInt(10) == 0
                ? Stream.iterate(0, i -> i + 1).limit(1_000_000).toList()
                : List.of(n);
        try {
            if (n % 2 == 0) {
                things.post(n, body);
            } else {
                things.patch(n, body);
            }
            return 1;
        } catch (ServiceCallException e) {
            return 0;
        }
    }

    private static Manner manner(Random random) {
        // The one that takes the whole time of a call is rarer than the others.
        return random.nextInt(100) < 3 ? Manner.NEVER_ANSWER : QUICK.get(random.nextInt(QUICK.size()));
    }

    private void registerNobody(String id) {
        int port = FreePort.find();
        registry.register(new Registration(
                new ServiceInstance(id, "things", "127.0.0.1", port, List.of(), Map.of()),
                new Check.Tcp("127.0.0.1", port, Duration.ofSeconds(1), Duration.ofSeconds(1)),
                Duration.ofMinutes(1)));
    }
}
