package io.slipway.local.consul;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills agents in the middle of writes, and looks for every write that was acknowledged. */
class KillTest {

    private static final int KILLS = 50;
    /** Agents that are killed side by side, each with its own folder: a start is what takes the time. */
    private static final int AGENTS = 2;

    private static final long SEED = 20_261_124;

    @TempDir
    private Path folder;

    @Test
    void fiftyKillsLoseNothingThatWasAcknowledged() throws Exception {
        List<CompletableFuture<Integer>> runs = new ArrayList<>();
        for (int i = 0; i < AGENTS; i++) {
            Run run = new Run(folder.resolve("agent-" + i), new Random(SEED + i));
            runs.add(CompletableFuture.supplyAsync(() -> run.killAgainAndAgain(KILLS / AGENTS)));
        }
        for (CompletableFuture<Integer> run : runs) {
            assertThat(run.get(5, TimeUnit.MINUTES)).as("acknowledged writes").isGreaterThan(KILLS);
        }
    }

    /** One folder, and the agents that use it one after the other. */
    private static final class Run {

        private final Path data;
        private final Random random;
        private final Map<String, String> keys = new ConcurrentHashMap<>();
        private final Map<String, String> locks = new ConcurrentHashMap<>();
        private final Set<String> services = ConcurrentHashMap.newKeySet();
        private final Set<String> gone = ConcurrentHashMap.newKeySet();
        private final AtomicInteger counted = new AtomicInteger();
        private final AtomicInteger tried = new AtomicInteger();

        Run(Path data, Random random) {
            this.data = data;
            this.random = random;
        }

        int killAgainAndAgain(int kills) {
            try {
                for (int round = 0; round < kills; round++) {
                    Process agent = Child.start(data);
                    try {
                        Http http = new Http(Child.uriOf(agent));
                        assertAllIsThere(http);
                        writeUntilKilled(http, agent, "r" + round + "-");
                    } finally {
                        agent.destroyForcibly().waitFor();
                    }
                }
                try (EmbeddedConsul last = EmbeddedConsul.start(new EmbeddedConsul.Options("127.0.0.1", 0, data))) {
                    assertAllIsThere(new Http(last.uri()));
                }
                return acknowledged();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        private int acknowledged() {
            return keys.size() + locks.size() + services.size() + gone.size() + counted.get();
        }

        private void writeUntilKilled(Http http, Process agent, String round) throws InterruptedException {
            List<Thread> writers = List.of(
                    writer(agent, i -> {
                        String key = "keys/" + round + i;
                        if (isTrue(http, "/v1/kv/" + key, key)) {
                            keys.put(key, key);
                        }
                    }),
                    writer(agent, i -> {
                        int next = tried.incrementAndGet();
                        if (isTrue(http, "/v1/kv/counter", String.valueOf(next))) {
                            counted.set(next);
                        }
                    }),
                    writer(agent, i -> {
                        String session =
                                http.put("/v1/session/create", "{}").body().replaceAll(".*:\"|\".*", "");
                        String key = "locks/" + round + i;
                        if (isTrue(http, "/v1/kv/" + key + "?acquire=" + session, "")) {
                            locks.put(key, session);
                        }
                    }),
                    writer(agent, i -> {
                        String id = round + i;
                        String body = "{\"ID\":\"" + id + "\",\"Name\":\"web\",\"Check\":{\"TTL\":\"60s\"}}";
                        boolean stays = i % 3 != 0;
                        if (http.put("/v1/agent/service/register", body).statusCode() == 200 && stays) {
                            services.add(id);
                        }
                        if (!stays
                                && http.put("/v1/agent/service/deregister/" + id, "")
                                                .statusCode()
                                        == 200) {
                            gone.add(id);
                        }
                    }));
            writers.forEach(Thread::start);
            // Some acknowledged writes later, and then at any moment within another.
            int enough = acknowledged() + random.nextInt(30);
            Awaitility.await()
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofNanos(100_000 + random.nextInt(3_000_000)))
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> acknowledged() >= enough);
            agent.destroyForcibly().waitFor();
            for (Thread writer : writers) {
                writer.join();
            }
        }

        private void assertAllIsThere(Http http) {
            Map<String, JsonNode> found = new ConcurrentHashMap<>();
            http.json("/v1/kv/?recurse")
                    .forEach(entry -> found.put(entry.get("Key").asText(), entry));
            keys.forEach(
                    (key, value) -> assertThat(valueOf(found.get(key))).as(key).isEqualTo(value));
            locks.forEach((key, session) ->
                    assertThat(found.get(key).path("Session").asText()).as(key).isEqualTo(session));
            if (counted.get() > 0) {
                assertThat(Integer.parseInt(valueOf(found.get("counter")))).isBetween(counted.get(), tried.get());
            }
            JsonNode registered = http.json("/v1/agent/services");
            services.forEach(
                    id -> assertThat(registered.has(id)).as("service %s", id).isTrue());
            gone.forEach(
                    id -> assertThat(registered.has(id)).as("service %s", id).isFalse());
            JsonNode checks = http.json("/v1/agent/checks");
            services.forEach(id -> assertThat(checks.has("service:" + id))
                    .as("check of %s", id)
                    .isTrue());
        }

        private static String valueOf(JsonNode entry) {
            return entry == null
                    ? "missing"
                    : new String(Base64.getDecoder().decode(entry.get("Value").asText()), StandardCharsets.UTF_8);
        }

        private static boolean isTrue(Http http, String path, String body) {
            return http.put(path, body).body().equals("true");
        }

        private interface Write {
            void number(int i);
        }

        private static Thread writer(Process agent, Write write) {
            return new Thread(() -> {
                try {
                    for (int i = 0; agent.isAlive(); i++) {
                        write.number(i);
                    }
                } catch (UncheckedIOException killed) {
                    // The last write may have been made or not: it was not acknowledged.
                    assertThat(killed).hasCauseInstanceOf(IOException.class);
                }
            });
        }
    }

    /** Runs an agent until it is killed. */
    static final class Child {

        static Process start(Path data) throws IOException {
            return new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            // What starts fastest: it does not live long.
                            "-XX:TieredStopAtLevel=1",
                            "-XX:+UseSerialGC",
                            "-Dslf4j.provider=org.slf4j.helpers.NOP_FallbackServiceProvider",
                            "-cp",
                            System.getProperty("java.class.path"),
                            Child.class.getName(),
                            data.toString())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        }

        static URI uriOf(Process agent) throws IOException {
            BufferedReader out =
                    new BufferedReader(new InputStreamReader(agent.getInputStream(), StandardCharsets.US_ASCII));
            String line = out.readLine();
            assertThat(line).as("the child's address").isNotNull();
            return URI.create(line);
        }

        public static void main(String[] arguments) throws InterruptedException {
            EmbeddedConsul consul =
                    EmbeddedConsul.start(new EmbeddedConsul.Options("127.0.0.1", 0, Path.of(arguments[0])));
            System.out.println(consul.uri());
            TimeUnit.MINUTES.sleep(1);
        }
    }
}
