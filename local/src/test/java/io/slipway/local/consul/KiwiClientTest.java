package io.slipway.local.consul;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kiwiproject.consul.Consul;
import org.kiwiproject.consul.KeyValueClient;
import org.kiwiproject.consul.NotRegisteredException;
import org.kiwiproject.consul.cache.KVCache;
import org.kiwiproject.consul.cache.ServiceHealthCache;
import org.kiwiproject.consul.model.agent.ImmutableRegCheck;
import org.kiwiproject.consul.model.agent.ImmutableRegistration;
import org.kiwiproject.consul.model.kv.ImmutableOperation;
import org.kiwiproject.consul.model.kv.Value;
import org.kiwiproject.consul.model.kv.Verb;
import org.kiwiproject.consul.model.session.ImmutableSession;
import org.kiwiproject.consul.option.ImmutableQueryOptions;

/** Tries the agent with a client that a stranger wrote. */
class KiwiClientTest {

    private EmbeddedConsul consul;
    private Consul client;

    @BeforeEach
    void start() {
        consul = EmbeddedConsul.start(EmbeddedConsul.Options.inMemory());
        client = Consul.builder()
                .withUrl(consul.uri().toString())
                .withReadTimeoutMillis(20_000)
                .build();
    }

    @AfterEach
    void stop() {
        client.destroy();
        consul.close();
    }

    @Test
    void itRegistersAndFindsWhatItRegistered() throws Exception {
        client.agentClient()
                .register(ImmutableRegistration.builder()
                        .id("web-1")
                        .name("web")
                        .address("127.0.0.1")
                        .port(8080)
                        .tags(List.of("v1"))
                        .meta(Map.of("version", "1"))
                        .check(ImmutableRegCheck.builder().ttl("60s").build())
                        .build());
        assertThat(client.healthClient().getHealthyServiceInstances("web").getResponse())
                .isEmpty();

        client.agentClient().pass("web-1");

        var found = client.healthClient().getHealthyServiceInstances("web").getResponse();
        assertThat(found).hasSize(1);
        assertThat(found.get(0).getService().getPort()).isEqualTo(8080);
        assertThat(found.get(0).getService().getMeta()).containsEntry("version", "1");
        assertThat(found.get(0).getNode().getNode()).isEqualTo("slipway");
        assertThat(client.agentClient().getServices()).containsOnlyKeys("web-1");
        assertThat(client.agentClient().getAgent().getConfig().getNodeName()).isEqualTo("slipway");
        assertThat(client.agentClient().getMembers()).hasSize(1);
        assertThat(client.catalogClient().getServices().getResponse()).containsKeys("consul", "web");
        assertThat(client.statusClient().getLeader()).isEqualTo("127.0.0.1:8300");

        client.agentClient().deregister("web-1");
        assertThat(client.catalogClient().getService("web").getResponse()).isEmpty();
    }

    @Test
    void itsHealthCacheFollowsTheService() {
        AtomicReference<Integer> seen = new AtomicReference<>(-1);
        ServiceHealthCache cache = ServiceHealthCache.newCache(
                client.healthClient(),
                "web",
                true,
                5,
                ImmutableQueryOptions.builder().build());
        cache.addListener(instances -> seen.set(instances.size()));
        cache.start();
        try {
            Awaitility.await().until(() -> seen.get() == 0);
            client.agentClient()
                    .register(8080, Duration.ofSeconds(60).toSeconds(), "web", "web-1", List.of(), Map.of());
            Awaitility.await().pollDelay(Duration.ofMillis(50)).until(() -> seen.get() == 0);
            passes("web-1");
            Awaitility.await().until(() -> seen.get() == 1);
            client.agentClient().deregister("web-1");
            Awaitility.await().until(() -> seen.get() == 0);
        } finally {
            cache.stop();
        }
    }

    @Test
    void itsKeyCacheFollowsThePrefix() {
        AtomicReference<Map<String, Value>> seen = new AtomicReference<>();
        KVCache cache = KVCache.newCache(client.keyValueClient(), "config/web/", 5);
        cache.addListener(seen::set);
        cache.start();
        try {
            KeyValueClient keys = client.keyValueClient();
            keys.putValue("config/web/a", "1");
            Awaitility.await()
                    .until(() -> seen.get() != null && value(seen.get(), "a").equals("1"));
            keys.putValue("config/web/a", "2");
            Awaitility.await().until(() -> value(seen.get(), "a").equals("2"));
            keys.deleteKey("config/web/a");
            Awaitility.await().until(() -> seen.get().isEmpty());
        } finally {
            cache.stop();
        }
    }

    @Test
    void itsBlockingReadWaitsForTheNextVersion() {
        KeyValueClient keys = client.keyValueClient();
        keys.putValue("a", "1");
        BigInteger index = keys.getConsulResponseWithValue("a").orElseThrow().getIndex();
        var unchanged = keys.getConsulResponseWithValue(
                "a", ImmutableQueryOptions.builder().index(index).wait("50ms").build());
        assertThat(unchanged.orElseThrow().getIndex()).isEqualTo(index);
        assertThat(unchanged.orElseThrow().isKnownLeader()).isTrue();
    }

    @Test
    void itsLocksAndTransactionsWork() {
        KeyValueClient keys = client.keyValueClient();
        String holder = client.sessionClient()
                .createSession(ImmutableSession.builder().name("holder").build())
                .getId();
        String other = client.sessionClient()
                .createSession(ImmutableSession.builder().name("other").build())
                .getId();
        assertThat(keys.acquireLock("leader", holder)).isTrue();
        assertThat(keys.acquireLock("leader", other)).isFalse();
        assertThat(keys.getSession("leader")).contains(holder);
        assertThat(keys.releaseLock("leader", holder)).isTrue();
        assertThat(keys.acquireLock("leader", other)).isTrue();

        keys.performTransaction(
                ImmutableOperation.builder(Verb.SET).key("t/1").value("one").build(),
                ImmutableOperation.builder(Verb.SET).key("t/2").value("two").build());
        assertThat(keys.getValuesAsString("t/")).containsExactly("one", "two");
        assertThat(keys.getKeys("t/")).containsExactly("t/1", "t/2");
    }

    private void passes(String id) {
        try {
            client.agentClient().pass(id);
        } catch (NotRegisteredException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String value(Map<String, Value> values, String key) {
        return Optional.ofNullable(values.get(key))
                .flatMap(Value::getValueAsString)
                .orElse("");
    }
}
