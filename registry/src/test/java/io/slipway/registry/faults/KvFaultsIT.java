package io.slipway.registry.faults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.slipway.registry.Registry;
import io.slipway.registry.RegistryException;
import io.slipway.registry.testing.RealConsul;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Writes into KV what nobody should, and more than anybody should. */
@Timeout(180)
class KvFaultsIT extends FaultBench {

    private static final String PAGE_SIZE = "config/shop/shop.page-size";
    private static final String GREETING = "config/shop/shop.greeting";
    private static final int LARGEST = 512 * 1024;
    private static final int WRITES = 3_000;
    private static final int AT_ONCE = 32;

    @Test
    void whatIsNoValueLeavesTheLastGoodOneAndWhatIsDeletedTheDefault() throws Exception {
        RealConsul consul = consul();
        Registry registry = connect(consul);
        registry.put(PAGE_SIZE, "25");
        Caller caller = open(Caller.patient(registry));
        await().atMost(Caller.LONG).until(() -> caller.settings().pageSize() == 25);

        byte[] noText = {(byte) 0xff, (byte) 0xfe, 0, 7};
        for (byte[] bad : new byte[][] {
            "many".getBytes(UTF_8), noText, "9".repeat(LARGEST).getBytes(UTF_8), {}
        }) {
            putRaw(consul, PAGE_SIZE, bad);
            // A change that is seen tells that the bad value before it was seen, too.
            registry.put(GREETING, "after " + bad.length);
            await().atMost(Caller.LONG).until(() -> caller.settings().greeting().equals("after " + bad.length));
            assertThat(caller.settings().pageSize()).isEqualTo(25);
        }

        registry.delete(PAGE_SIZE);
        await().atMost(Caller.LONG).until(() -> caller.settings().pageSize() == 10);
        registry.delete(GREETING);
        await().atMost(Caller.LONG).until(() -> caller.settings().greeting().equals("Hello"));
        awaitSettingsFollow(registry, caller, 30);
    }

    @Test
    void theLargestValueIsReadAndALargerOneIsRefusedByName() throws Exception {
        RealConsul consul = consul();
        Registry registry = connect(consul);
        Caller caller = open(Caller.patient(registry));
        String largest = "x".repeat(LARGEST);

        registry.put(GREETING, largest);

        await().atMost(Caller.LONG).until(() -> caller.settings().greeting().equals(largest));
        assertThatThrownBy(() -> registry.put(GREETING, largest + "x"))
                .isInstanceOf(RegistryException.class)
                .hasMessageStartingWith("Consul at " + consul.uri() + " answered PUT /v1/kv/config/shop/shop.greeting"
                        + " with 413: Request body(524289 bytes) too large, max size: 524288 bytes.");
    }

    @Test
    void aThousandWritesASecondAreFollowedToTheLast() throws Exception {
        RealConsul consul = consul();
        Registry registry = connect(consul);
        Caller caller = callerOfTwo(registry);

        Semaphore room = new Semaphore(AT_ONCE);
        HttpClient client = HttpClient.newHttpClient();
        for (int i = 0; i < WRITES; i++) {
            room.acquire();
            var unused = client.sendAsync(
                            write(consul, PAGE_SIZE, ("" + (100 + i % 900)).getBytes(UTF_8)),
                            HttpResponse.BodyHandlers.discarding())
                    .whenComplete((answer, failure) -> room.release());
            if (i == WRITES / 2) {
                open(Peer.start(registry, "peer-3"));
            }
        }
        room.acquire(AT_ONCE);
        registry.put(PAGE_SIZE, "42");

        await().atMost(Caller.LONG).until(() -> caller.settings().pageSize() == 42);
        caller.awaitPeers(3);
        caller.assertEveryCallIsAnswered();
    }

    private static void putRaw(RealConsul consul, String key, byte[] value) throws Exception {
        HttpResponse<String> answer =
                HttpClient.newHttpClient().send(write(consul, key, value), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.body()).startsWith("true");
    }

    private static HttpRequest write(RealConsul consul, String key, byte[] value) {
        URI uri = consul.uri().resolve("/v1/kv/" + key);
        return HttpRequest.newBuilder(uri)
                .PUT(HttpRequest.BodyPublishers.ofByteArray(value))
                .build();
    }
}
