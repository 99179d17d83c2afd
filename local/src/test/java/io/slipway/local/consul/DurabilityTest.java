package io.slipway.local.consul;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DurabilityTest {

    private static final int KILLS = 3;
    private static final int WRITERS = 4;

    @TempDir
    private Path data;

    @Test
    void keysFlagsSessionsAndIndexesAreThereAfterARestart() {
        EmbeddedConsul.Options options = new EmbeddedConsul.Options("127.0.0.1", 0, data);
        String keys;
        String sessions;
        long index;
        try (EmbeddedConsul consul = EmbeddedConsul.start(options)) {
            Http http = new Http(consul.uri());
            http.put("/v1/kv/a?flags=18446744073709551615", "one");
            http.put("/v1/kv/gone", "x");
            http.put("/v1/kv/empty", "");
            http.send("DELETE", "/v1/kv/gone", "");
            String id = http.put("/v1/session/create", "{\"Name\":\"keeper\"}").body();
            String session = id.replaceAll(".*:\"|\".*", "");
            http.put("/v1/kv/lock?acquire=" + session, "held");
            keys = http.get("/v1/kv/?recurse").body();
            sessions = http.get("/v1/session/list").body();
            index = http.index(http.get("/v1/kv/?recurse"));
            assertThat(keys).contains(session).doesNotContain("gone");
        }
        try (EmbeddedConsul consul = EmbeddedConsul.start(options)) {
            Http http = new Http(consul.uri());
            assertThat(http.get("/v1/kv/?recurse").body()).isEqualTo(keys);
            assertThat(http.get("/v1/session/list").body()).isEqualTo(sessions);
            assertThat(http.index(http.get("/v1/kv/?recurse"))).isGreaterThanOrEqualTo(index);
            assertThat(http.put("/v1/kv/a?cas=" + http.json("/v1/kv/a").get(0).get("ModifyIndex"), "two")
                            .body())
                    .isEqualTo("true");
        }
    }

    @Test
    void twoAgentsCannotShareAFolder() {
        EmbeddedConsul.Options options = new EmbeddedConsul.Options("127.0.0.1", 0, data);
        try (EmbeddedConsul first = EmbeddedConsul.start(options)) {
            assertThat(first.uri().getPort()).isPositive();
            assertThatThrownBy(() -> EmbeddedConsul.start(options))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining(data.resolve("consul.mv") + ": ")
                    .hasMessageEndingWith("Is another agent using it?");
        }
    }

    @Test
    void aPortInUseIsSaidPlainlyAndNothingIsKeptOpen() {
        try (EmbeddedConsul first = EmbeddedConsul.start(EmbeddedConsul.Options.inMemory())) {
            int port = first.uri().getPort();
            assertThatThrownBy(() -> EmbeddedConsul.start(new EmbeddedConsul.Options("127.0.0.1", port, data)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageStartingWith("Cannot listen on 127.0.0.1:" + port + ": ")
                    .hasMessageEndingWith("Is another agent running there?");
        }
        EmbeddedConsul.start(new EmbeddedConsul.Options("127.0.0.1", 0, data)).close();
    }

    @Test
    void aKillLosesNoKeyThatWasAcknowledged() throws Exception {
        Map<String, String> acknowledged = new ConcurrentHashMap<>();
        for (int round = 0; round < KILLS; round++) {
            Process agent = startChild();
            try {
                Http http = new Http(uriOf(agent));
                writeUntilKilled(http, agent, "round-" + round, acknowledged);
            } finally {
                agent.destroyForcibly().waitFor();
            }
        }
        assertThat(acknowledged).hasSizeGreaterThan(KILLS * WRITERS);
        try (EmbeddedConsul consul = EmbeddedConsul.start(new EmbeddedConsul.Options("127.0.0.1", 0, data))) {
            Http http = new Http(consul.uri());
            acknowledged.forEach((key, value) -> assertThat(
                            http.get("/v1/kv/" + key + "?raw").body())
                    .as(key)
                    .isEqualTo(value));
        }
    }

    private static void writeUntilKilled(Http http, Process agent, String round, Map<String, String> acknowledged)
            throws InterruptedException {
        Thread[] writers = new Thread[WRITERS];
        for (int w = 0; w < WRITERS; w++) {
            String prefix = round + "/" + w + "/";
            writers[w] = new Thread(() -> {
                try {
                    for (int i = 0; agent.isAlive(); i++) {
                        if (http.put("/v1/kv/" + prefix + i, "value " + i)
                                .body()
                                .equals("true")) {
                            acknowledged.put(prefix + i, "value " + i);
                        } else {
                            return;
                        }
                    }
                } catch (UncheckedIOException killed) {
                    // The last write may have been made or not: it was not acknowledged.
                    assertThat(killed).hasCauseInstanceOf(IOException.class);
                }
            });
            writers[w].start();
        }
        Awaitility.await()
                .until(() -> acknowledged.keySet().stream()
                                .filter(key -> key.startsWith(round))
                                .count()
                        > 60);
        agent.destroyForcibly();
        for (Thread writer : writers) {
            writer.join();
        }
    }

    private Process startChild() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Child.class.getName(),
                        data.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static URI uriOf(Process agent) throws IOException {
        BufferedReader out =
                new BufferedReader(new InputStreamReader(agent.getInputStream(), StandardCharsets.US_ASCII));
        String line = out.readLine();
        while (line != null && !line.startsWith("http://")) {
            line = out.readLine();
        }
        assertThat(line).as("the child's address").isNotNull();
        return URI.create(line);
    }

    /** Runs an agent until it is killed. */
    static final class Child {
        public static void main(String[] arguments) throws InterruptedException {
            EmbeddedConsul consul =
                    EmbeddedConsul.start(new EmbeddedConsul.Options("127.0.0.1", 0, Path.of(arguments[0])));
            System.out.println(consul.uri());
            TimeUnit.MINUTES.sleep(1);
        }
    }
}
