package io.slipway.local.consul;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.registry.testing.RealConsul;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Works on the embedded agent with the command line of the real Consul. */
class ConsulCommandIT {

    @TempDir
    private Path folder;

    private final List<Process> running = new ArrayList<>();
    private EmbeddedConsul consul;
    private Http http;

    /** What a command said, and with what exit code it ended. */
    private record Outcome(int exitCode, String said) {}

    @BeforeEach
    void start() {
        Assumptions.assumeTrue(
                RealConsul.binary().isPresent(),
                "No Consul here: set CONSUL_BINARY to what registry/src/test/bin/real-consul prints");
        consul = EmbeddedConsul.start();
        http = new Http(consul.uri());
    }

    @AfterEach
    void stop() {
        running.forEach(Process::destroyForcibly);
        if (consul != null) {
            consul.close();
        }
    }

    @Test
    void keysArePutReadListedComparedAndDeleted() throws Exception {
        assertThat(run("kv", "put", "app/a", "one")).isEqualTo(done("Success! Data written to: app/a\n"));
        assertThat(run("kv", "put", "-flags=7", "app/b", "two")).isEqualTo(done("Success! Data written to: app/b\n"));
        assertThat(run("kv", "get", "app/a")).isEqualTo(done("one\n"));
        assertThat(run("kv", "get", "-keys", "app/")).isEqualTo(done("app/a\napp/b\n"));
        assertThat(run("kv", "get", "-recurse", "app/")).isEqualTo(done("app/a:one\napp/b:two\n"));
        assertThat(run("kv", "get", "-detailed", "app/b").said())
                .containsPattern("Flags +7\n")
                .containsPattern("Value +two\n");
        assertThat(run("kv", "get", "nothing")).isEqualTo(new Outcome(1, "Error! No key exists at: nothing\n"));
        assertThat(run("kv", "put", "-cas", "-modify-index=1", "app/a", "three"))
                .isEqualTo(new Outcome(1, "Error! Did not write to app/a: CAS failed\n"));
        String exported = run("kv", "export", "app/").said();
        assertThat(run("kv", "delete", "-recurse", "app/"))
                .isEqualTo(done("Success! Deleted keys with prefix: app/\n"));
        assertThat(run("kv", "import", exported).said()).isEqualTo("Imported: app/a\nImported: app/b\n");
        assertThat(run("kv", "get", "app/b")).isEqualTo(done("two\n"));
        assertThat(run("kv", "delete", "app/b")).isEqualTo(done("Success! Deleted key: app/b\n"));
    }

    @Test
    void theCatalogTheMembersAndTheClusterAreShown() throws Exception {
        assertThat(run("catalog", "datacenters")).isEqualTo(done("dc1\n"));
        assertThat(run("catalog", "nodes").said()).contains("slipway", "127.0.0.1", "dc1");
        assertThat(run("catalog", "services", "-tags").said()).startsWith("consul");
        assertThat(run("members").said()).contains("slipway  127.0.0.1:8301  alive   server  1.8.7");
        assertThat(run("members", "-wan").said()).contains("slipway.dc1  127.0.0.1:8302");
        assertThat(run("operator", "raft", "list-peers").said()).contains("127.0.0.1:8300", "leader");
        assertThat(run("operator", "autopilot", "get-config").said()).contains("CleanupDeadServers = true");
        assertThat(run("info").said()).contains("known_datacenters = 1");
        assertThat(run("reload").exitCode()).isZero();
        assertThat(run("rtt", "slipway", "slipway").exitCode()).isZero();
    }

    @Test
    void servicesAreRegisteredFoundPutIntoMaintenanceAndDeregistered() throws Exception {
        Path definition = Files.writeString(folder.resolve("web.json"), """
                {"service": {"id": "web-1", "name": "web", "port": 80, "tags": ["v1"], "meta": {"a": "b"},
                 "check": {"ttl": "60s", "status": "passing"}}}
                """);
        assertThat(run("services", "register", definition.toString())).isEqualTo(done("Registered service: web\n"));
        assertThat(run("catalog", "services", "-tags").said()).containsPattern("web +v1");
        assertThat(run("catalog", "nodes", "-service=web").said()).contains("slipway");
        assertThat(http.json("/v1/health/service/web?passing")).hasSize(1);

        assertThat(run("maint", "-enable", "-service=web-1", "-reason=repairs").exitCode())
                .isZero();
        assertThat(run("maint").said()).contains("Service:", "web-1", "repairs");
        assertThat(http.json("/v1/health/service/web?passing")).isEmpty();
        assertThat(run("maint", "-disable", "-service=web-1").exitCode()).isZero();
        assertThat(run("maint", "-enable", "-reason=all").exitCode()).isZero();
        assertThat(run("maint").said()).contains("Node:", "all");
        assertThat(run("maint", "-disable").exitCode()).isZero();
        assertThat(http.json("/v1/health/service/web?passing")).hasSize(1);

        assertThat(run("services", "deregister", "-id=web-1")).isEqualTo(done("Deregistered service: web-1\n"));
        assertThat(http.json("/v1/health/service/web")).isEmpty();
    }

    @Test
    void watchesRunTheirHandlerForEveryChange() throws Exception {
        http.put("/v1/kv/watched", "first");
        Path seen = folder.resolve("seen");
        Path names = folder.resolve("names");
        Path events = folder.resolve("events");
        start("watch", "-type=key", "-key=watched", handler(seen));
        start("watch", "-type=services", handler(names));
        start("watch", "-type=event", "-name=deploy", handler(events));
        String first = base64("first");
        String second = base64("second");
        comesIn(seen, first);
        http.put("/v1/kv/watched", "second");
        comesIn(seen, second);

        comesIn(names, "\"consul\"");
        http.put("/v1/agent/service/register", "{\"Name\":\"new\"}");
        comesIn(names, "\"new\"");

        comesIn(events, "[]");
        assertThat(run("event", "-name=deploy", "payload").said()).startsWith("Event ID: ");
        comesIn(events, base64("payload"));
    }

    @Test
    void aWatchOfAServiceAndOfChecksAnswersOnce() throws Exception {
        http.put("/v1/agent/service/register", "{\"Name\":\"web\",\"Port\":80,\"Check\":{\"TTL\":\"60s\"}}");
        assertThat(run("watch", "-type=service", "-service=web").said()).contains("\"Port\": 80");
        assertThat(run("watch", "-type=checks", "-state=critical").said()).contains("service:web");
        assertThat(run("watch", "-type=nodes").said()).contains("slipway");
        assertThat(run("watch", "-type=keyprefix", "-prefix=none/").said()).contains("null");
    }

    @Test
    void aLockIsHeldByOneAtATimeWhileItsCommandRuns() throws Exception {
        Path order = folder.resolve("order");
        Path go = folder.resolve("go");
        Process first = start(
                "lock",
                "-name=one",
                "jobs",
                "echo one begins >> " + order + "; until [ -e " + go + " ]; do sleep 0.05; done; echo one ends >> "
                        + order);
        comesIn(order, "one begins");
        assertThat(http.json("/v1/kv/jobs/.lock").get(0).path("Session").asText())
                .isNotEmpty();
        assertThat(http.json("/v1/session/list")).hasSize(1);
        Process second = start("lock", "-name=two", "jobs", "echo two runs >> " + order);
        // It has its session, and waits for the lock.
        Awaitility.await()
                .atMost(30, TimeUnit.SECONDS)
                .until(() -> http.json("/v1/session/list").size() == 2);
        Files.writeString(go, "");

        assertThat(first.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(second.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(first.exitValue()).isZero();
        assertThat(second.exitValue()).isZero();
        assertThat(Files.readString(order)).isEqualTo("one begins\none ends\ntwo runs\n");
        assertThat(http.json("/v1/session/list")).isEmpty();
    }

    @Test
    void whatIsNotThereIsSaidInASentenceAndLeavingEndsTheAgent() throws Exception {
        Outcome snapshot = run("snapshot", "save", folder.resolve("s").toString());
        assertThat(snapshot.exitCode()).isEqualTo(1);
        assertThat(snapshot.said()).contains("501", "Not in this agent: snapshots.");
        assertThat(run("intention", "create", "a", "b").said()).contains("Not in this agent: Connect.");

        assertThat(run("leave")).isEqualTo(done("Graceful leave complete\n"));
        consul.awaitClosed();
    }

    private Outcome run(String... arguments) throws IOException, InterruptedException {
        Process process = start(arguments);
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Outcome(process.exitValue(), said);
    }

    private Process start(String... arguments) throws IOException {
        List<String> command =
                new ArrayList<>(List.of(RealConsul.binary().orElseThrow().toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("CONSUL_HTTP_ADDR", consul.uri().getAuthority());
        Process process = builder.start();
        running.add(process);
        return process;
    }

    private static Outcome done(String said) {
        return new Outcome(0, said);
    }

    private static String handler(Path file) {
        return "cat >> " + file;
    }

    private static String base64(String text) {
        return java.util.Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void comesIn(Path file, String text) {
        Awaitility.await()
                .atMost(60, TimeUnit.SECONDS)
                .untilAsserted(() -> assertThat(file).exists().content().contains(text));
    }
}
