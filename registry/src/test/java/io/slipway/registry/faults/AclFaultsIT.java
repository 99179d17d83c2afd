package io.slipway.registry.faults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.slipway.registry.FreePort;
import io.slipway.registry.Registry;
import io.slipway.registry.RegistryException;
import io.slipway.registry.consul.ConsulAccess;
import io.slipway.registry.consul.ConsulRegistry;
import io.slipway.registry.internal.Logs;
import io.slipway.registry.registration.Announcer;
import io.slipway.registry.registration.QuickAnnouncer;
import io.slipway.registry.settings.SettingsStore;
import io.slipway.registry.testing.RealConsul;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Takes rights away on a Consul that denies by default, and gives them back. */
@Timeout(180)
class AclFaultsIT extends FaultBench {

    private static final String ROOT = UUID.randomUUID().toString();
    private static final String SERVICE_RULES = """
            service_prefix "" { policy = "write" }
            node_prefix "" { policy = "read" }
            key_prefix "config/" { policy = "write" }
            """;

    @TempDir
    private Path folder;

    @Test
    void aTokenThatIsRevokedChangesNothingAndIsSaidOnceAndANewOneInItsFileHeals() throws Exception {
        RealConsul consul = denying();
        String first = token(consul, SERVICE_RULES);
        Path file = Files.writeString(folder.resolve("token"), first + "\n");
        Registry registry = connect(consul, Map.of("CONSUL_HTTP_TOKEN_FILE", file.toString()));
        try (Logs announcing = Logs.of(Announcer.class);
                Logs settings = Logs.of(SettingsStore.class)) {
            Peer peer = open(Peer.start(registry, "peer-1"));
            registry.put("config/shop/shop.page-size", "25");
            Caller caller = open(Caller.patient(registry));
            caller.awaitPeers(1);
            await().atMost(Caller.LONG).until(() -> caller.settings().pageSize() == 25);
            caller.beginTraffic();

            revoke(consul, first);
            putAsRoot(consul, "/v1/kv/config/shop/shop.page-size", "26"); // Wakes the watch, which asks once more.
            await().atMost(Caller.LONG)
                    .until(() -> !peer.announcer().state().problem().isEmpty());
            await().atMost(Caller.LONG).until(() -> !settings.lines().isEmpty());
            caller.assertEveryCallIsAnswered();
            assertThat(peer.announcer().state().problem()).hasValueSatisfying(problem -> assertThat(problem)
                    .endsWith("with 403: ACL not found. Consul knows no such ACL token:"
                            + " it was revoked or has expired."));
            assertThat(announcing.lines())
                    .filteredOn(line -> line.startsWith("WARN"))
                    .singleElement()
                    .asString()
                    .contains("403: ACL not found. Consul knows no such ACL token: it was revoked or has expired.");

            String second = token(consul, SERVICE_RULES);
            Files.writeString(file, second);
            await().atMost(Caller.LONG)
                    .until(() -> peer.announcer().state().problem().isEmpty());
            awaitSettingsFollow(registry, caller, 30);
            caller.assertEveryCallIsAnswered();

            assertThat(settings.lines())
                    .filteredOn(line -> line.startsWith("WARN"))
                    .hasSize(1);
            assertThat(announcing.lines()).noneMatch(line -> line.contains(first) || line.contains(second));
            assertThat(settings.lines()).noneMatch(line -> line.contains(first) || line.contains(second));
        }
    }

    @Test
    void aTokenWithoutTheRightIsToldFromOneThatIsUnknownAndNeitherIsShown() throws Exception {
        RealConsul consul = denying();
        String weak = token(consul, "key_prefix \"other/\" { policy = \"read\" }");
        String unknown = UUID.randomUUID().toString();
        Registry asWeak = connect(consul, Map.of("CONSUL_HTTP_TOKEN", weak));
        Registry asNobody = connect(consul, Map.of("CONSUL_HTTP_TOKEN", unknown));

        assertThatThrownBy(() -> asWeak.register(Peer.registration("peer-1", FreePort.find())))
                .isInstanceOf(RegistryException.class)
                .hasMessage(
                        "Consul at " + consul.uri() + " answered PUT /v1/agent/service/register for peer-1 with 403:"
                                + " Permission denied: Missing service:write on peer."
                                + " The ACL token, or the anonymous one where none is sent, lacks this right.");
        assertThatThrownBy(() -> asWeak.put("config/a", "1"))
                .hasMessageEndingWith(" with 403: Permission denied."
                        + " The ACL token, or the anonymous one where none is sent, lacks this right.");
        assertThatThrownBy(() -> asNobody.put("config/a", "1"))
                .hasMessageEndingWith(
                        " with 403: ACL not found." + " Consul knows no such ACL token: it was revoked or has expired.")
                .satisfies(failure -> assertThat(everythingSaid(failure)).doesNotContain(unknown));
        assertThatThrownBy(() -> asNobody.entry("config/a"))
                .hasMessageEndingWith(
                        " with 403: ACL not found." + " Consul knows no such ACL token: it was revoked or has expired.")
                .satisfies(failure -> assertThat(everythingSaid(failure)).doesNotContain(unknown));
    }

    @Test
    void theTokenGoesWithEveryCallAlsoWithTheLast() throws Exception {
        RealConsul consul = denying();
        Registry registry = connect(consul, Map.of("CONSUL_HTTP_TOKEN", token(consul, SERVICE_RULES)));
        Announcer announcer = open(QuickAnnouncer.start(registry, Peer.registration("peer-1", FreePort.find())));
        await().atMost(Caller.LONG).until(announcer::registered);

        assertThat(announcer.retire("leaving")).isTrue();
        assertThat(announcer.withdraw()).isTrue();

        assertThat(registry.isRegistered("peer-1")).isFalse();
    }

    /** Starts a Consul whose anonymous callers may do nothing. */
    private RealConsul denying() throws Exception {
        RealConsul consul = consul(
                "-hcl",
                "acl { enabled = true default_policy = \"deny\" tokens { master = \"" + ROOT + "\" default = \"" + ROOT
                        + "\" agent = \"" + ROOT + "\" } }");
        putAsRoot(consul, "/v1/agent/token/default", "{\"Token\":\"anonymous\"}");
        return consul;
    }

    private Registry connect(RealConsul consul, Map<String, String> variables) {
        Map<String, String> all = new HashMap<>(variables);
        all.put("CONSUL_HTTP_ADDR", consul.uri().toString());
        return open(ConsulRegistry.connect(ConsulAccess.from(all)));
    }

    private static String token(RealConsul consul, String rules) throws Exception {
        String name = "policy-" + UUID.randomUUID();
        String token = UUID.randomUUID().toString();
        putAsRoot(
                consul,
                "/v1/acl/policy",
                "{\"Name\":\"" + name + "\",\"Rules\":\""
                        + rules.replace("\"", "\\\"").replace("\n", "\\n") + "\"}");
        putAsRoot(
                consul,
                "/v1/acl/token",
                "{\"AccessorID\":\"" + accessor(token) + "\",\"SecretID\":\"" + token + "\",\"Policies\":[{\"Name\":\""
                        + name + "\"}]}");
        return token;
    }

    private static void revoke(RealConsul consul, String token) throws Exception {
        asRoot(
                consul,
                "/v1/acl/token/" + accessor(token),
                HttpRequest.newBuilder().DELETE());
    }

    private static String accessor(String token) {
        return UUID.nameUUIDFromBytes(token.getBytes(UTF_8)).toString();
    }

    private static void putAsRoot(RealConsul consul, String path, String body) throws Exception {
        asRoot(consul, path, HttpRequest.newBuilder().PUT(HttpRequest.BodyPublishers.ofString(body)));
    }

    private static void asRoot(RealConsul consul, String path, HttpRequest.Builder request)
            throws IOException, InterruptedException {
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        request.uri(consul.uri().resolve(path))
                                .header("X-Consul-Token", ROOT)
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(path + ": " + answer.body()).isEqualTo(200);
    }

    private static String everythingSaid(Throwable failure) {
        StringWriter said = new StringWriter();
        failure.printStackTrace(new PrintWriter(said));
        return said.toString();
    }
}
