package io.slipway.registry.consul;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.slipway.registry.Check;
import io.slipway.registry.CheckStatus;
import io.slipway.registry.Registration;
import io.slipway.registry.Registry;
import io.slipway.registry.ServiceInstance;
import io.slipway.registry.internal.Logs;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(40)
class ConsulAccessTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "'','',http://127.0.0.1:8500",
        "consul:8501,'',http://consul:8501",
        "consul:8501,true,https://consul:8501",
        "http://consul:8501,1,https://consul:8501",
        "https://consul,false,https://consul:443"
    })
    void whereConsulIsIsSaidInItsOwnVariables(String address, String ssl, String uri) {
        assertThat(ConsulAccess.from(Map.of("CONSUL_HTTP_ADDR", address, "CONSUL_HTTP_SSL", ssl))
                        .uri())
                .isEqualTo(URI.create(uri));
    }

    @Test
    void allProblemsAreSaidAtOnceAndNoSecret() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConsulAccess.from(Map.of(
                        "CONSUL_HTTP_ADDR", "ftp://consul",
                        "CONSUL_HTTP_SSL", "yes",
                        "CONSUL_HTTP_TOKEN", "top\nsecret")))
                .withMessage(
                        "CONSUL_HTTP_SSL is \"yes\", expected true or false."
                                + " CONSUL_HTTP_ADDR: Not an address of Consul: \"ftp://consul\". Expected host:port or a URL such"
                                + " as http://127.0.0.1:8500."
                                + " No ACL token from CONSUL_HTTP_TOKEN: it holds a space, or what is no printable ASCII character.");
    }

    @Test
    void filesThatAreMissingAreNamed() {
        Path missing = folder.resolve("none");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConsulAccess.from(Map.of(
                        "CONSUL_HTTP_SSL", "true",
                        "CONSUL_HTTP_TOKEN_FILE", missing.toString(),
                        "CONSUL_CACERT", missing.toString())))
                .withMessage("No ACL token from CONSUL_HTTP_TOKEN_FILE=" + missing + ": there is no such file."
                        + " The files of CONSUL_CACERT, CONSUL_CLIENT_CERT and CONSUL_CLIENT_KEY cannot be used: there is"
                        + " no file " + missing + ".");
    }

    @Test
    void aCertificateWithoutItsKeyIsNoIdentity() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> ConsulAccess.from(Map.of("CONSUL_HTTP_SSL", "true", "CONSUL_CLIENT_CERT", "client.pem")))
                .withMessage("CONSUL_CLIENT_CERT and CONSUL_CLIENT_KEY go together, and only one of them is set.");
    }

    @Test
    void withoutTlsItsFilesAreNotLookedAt() {
        assertThat(ConsulAccess.from(Map.of("CONSUL_CACERT", "/no/such/file"))).hasToString("http://127.0.0.1:8500");
    }

    @Test
    void theTokenInTheFileGoesWithEveryCallAndTheNewOneOnceItIsReplaced() throws Exception {
        Path file = Files.writeString(folder.resolve("token"), " first-token \n");
        try (MockWebServer consul = new MockWebServer();
                Logs logs = Logs.of(AclToken.class)) {
            consul.start(InetAddress.getLoopbackAddress(), 0);
            Map<String, String> variables = Map.of(
                    "CONSUL_HTTP_ADDR",
                    "127.0.0.1:" + consul.getPort(),
                    "CONSUL_HTTP_TOKEN",
                    "weaker-token",
                    "CONSUL_HTTP_TOKEN_FILE",
                    file.toString());
            try (Registry registry = ConsulRegistry.connect(ConsulAccess.from(variables))) {
                assertThat(everyCall(consul, registry)).containsOnly("first-token");

                Files.writeString(file, "second-token");
                assertThat(everyCall(consul, registry)).containsOnly("second-token");

                Files.writeString(file, "");
                assertThat(everyCall(consul, registry)).containsOnly("second-token");
                Files.delete(file);
                assertThat(everyCall(consul, registry)).containsOnly("second-token");

                Files.writeString(file, "third-token");
                assertThat(everyCall(consul, registry)).containsOnly("third-token");
            }
            String changed = "INFO The ACL token in " + file + " has changed and is used from now on.";
            assertThat(logs.lines())
                    .containsExactly(
                            changed,
                            "WARN The ACL token in " + file
                                    + " cannot be read: it is empty. The last one stays in use.",
                            changed);
        }
    }

    private static List<String> everyCall(MockWebServer consul, Registry registry) throws Exception {
        String[] bodies = {
            "",
            "",
            "{\"ID\":\"a\",\"Service\":\"a\",\"Address\":\"\",\"Port\":1}",
            "{}",
            "[]",
            "[]",
            "",
            "",
            "",
            "true",
            "true"
        };
        for (String body : bodies) {
            consul.enqueue(new MockResponse.Builder().body(body).build());
        }
        registry.register(new Registration(
                new ServiceInstance("a", "a", "127.0.0.1", 1, List.of(), Map.of()),
                new Check.Ttl(Duration.ofSeconds(30))));
        registry.deregister("a");
        registry.registered("a");
        registry.registeredHere("a");
        registry.healthyInstances("a", 7, Duration.ofSeconds(1));
        registry.entries("a/", 7, Duration.ofSeconds(1));
        registry.maintain("a", true, "");
        registry.report("a", CheckStatus.PASSING, "");
        registry.maintain("a", false, "");
        registry.put("a", "1");
        registry.delete("a");
        List<String> tokens = new ArrayList<>();
        for (int i = 0; i < bodies.length; i++) {
            var request = consul.takeRequest();
            assertThat(request.getTarget()).doesNotContain("token");
            tokens.add(request.getHeaders().get("X-Consul-Token"));
        }
        return tokens;
    }
}
