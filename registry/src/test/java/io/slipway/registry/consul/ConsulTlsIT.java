package io.slipway.registry.consul;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipway.registry.FreePort;
import io.slipway.registry.Indexed;
import io.slipway.registry.KeyValue;
import io.slipway.registry.Registry;
import io.slipway.registry.RegistryException;
import io.slipway.registry.testing.RealConsul;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

/** Speaks TLS with a real Consul that takes nobody without a certificate of its own authority. */
@Timeout(120)
class ConsulTlsIT {

    private static final Duration LONG = Duration.ofSeconds(50);

    @TempDir
    private static Path folder;

    private static RealConsul consul;
    private static int port;

    private Registry registry;

    @BeforeAll
    static void startConsulWithCertificatesThatItMadeItself() throws Exception {
        make("tls", "ca", "create");
        make("tls", "cert", "create", "-server");
        make("tls", "cert", "create", "-client");
        make("tls", "ca", "create", "-domain=stranger");
        port = FreePort.find();
        consul = RealConsul.start(
                "-hcl",
                "ports { https = " + port + " } verify_incoming_https = true ca_file = \""
                        + file("consul-agent-ca.pem") + "\" cert_file = \"" + file("dc1-server-consul-0.pem")
                        + "\" key_file = \"" + file("dc1-server-consul-0-key.pem") + "\"");
    }

    @AfterAll
    static void stopConsul() {
        if (consul != null) {
            consul.close();
        }
    }

    @AfterEach
    void close() {
        if (registry != null) {
            registry.close();
        }
    }

    @Test
    void whoeverHasACertificateReadsWritesAndWaits() throws Exception {
        registry = connect("consul-agent-ca.pem", "dc1-client-consul-0");
        registry.put("tls/a", "1");
        Indexed<Map<String, KeyValue>> before = registry.entries("tls/", 0, Duration.ZERO);

        CompletableFuture<Indexed<Map<String, KeyValue>>> woken =
                CompletableFuture.supplyAsync(() -> registry.entries("tls/", before.index(), LONG));
        registry.put("tls/a", "2");

        assertThat(woken.get(40, TimeUnit.SECONDS).value().get("tls/a").value()).isEqualTo("2");
    }

    @Test
    void everyFormOfAKeyIsRead() throws Exception {
        String sec1 = Files.readString(folder.resolve("dc1-client-consul-0-key.pem"));
        assertThat(sec1).contains("BEGIN EC PRIVATE KEY");
        Path pkcs8 = Files.writeString(
                folder.resolve("pkcs8-key.pem"), PemKeyTest.pkcs8(folder.resolve("dc1-client-consul-0-key.pem")));

        registry = ConsulRegistry.connect(ConsulAccess.from(variables(
                "consul-agent-ca.pem", folder.resolve("dc1-client-consul-0.pem").toString(), pkcs8.toString())));

        assertThat(registry.entry("tls/none")).isEmpty();
    }

    @Test
    void whoeverHasNoneIsToldWhatIsMissing() {
        Map<String, String> variables = variables("consul-agent-ca.pem", "", "");
        registry = ConsulRegistry.connect(ConsulAccess.from(variables));

        assertThatThrownBy(() -> registry.put("tls/a", "1"))
                .isInstanceOf(RegistryException.class)
                .hasMessageStartingWith("Consul at https://127.0.0.1:" + port + " did not answer PUT /v1/kv/tls/a: ")
                .hasMessageEndingWith("CONSUL_CACERT names who may sign Consul's certificate, CONSUL_CLIENT_CERT and"
                        + " CONSUL_CLIENT_KEY who this is.");
    }

    @Test
    void aConsulThatAnotherAuthorityVouchesForIsNotSpokenTo() {
        registry = connect("stranger-agent-ca.pem", "dc1-client-consul-0");

        assertThatThrownBy(() -> registry.entry("tls/a"))
                .isInstanceOf(RegistryException.class)
                .hasMessageStartingWith("Consul at https://127.0.0.1:" + port + " did not answer GET /v1/kv/tls/a: ")
                .hasMessageContaining("CONSUL_CACERT names who may sign Consul's certificate");
    }

    @Test
    void withoutTlsItSaysThatTlsIsWanted() {
        registry = ConsulRegistry.connect(ConsulAccess.from(Map.of("CONSUL_HTTP_ADDR", "127.0.0.1:" + port)));

        assertThatThrownBy(() -> registry.entry("tls/a"))
                .isInstanceOf(RegistryException.class)
                .hasMessage("Consul at http://127.0.0.1:" + port + " answered GET /v1/kv/tls/a with 400:"
                        + " Client sent an HTTP request to an HTTPS server.");
    }

    @Test
    void aKeyThatBelongsToAnotherCertificateIsNotTaken() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConsulAccess.from(
                        variables("consul-agent-ca.pem", file("dc1-client-consul-0.pem"), file("consul-agent-ca.pem"))))
                .withMessage("The files of CONSUL_CACERT, CONSUL_CLIENT_CERT and CONSUL_CLIENT_KEY cannot be used:"
                        + " no private key in PEM in " + file("consul-agent-ca.pem") + ".");
    }

    private static Registry connect(String authority, String client) {
        return ConsulRegistry.connect(
                ConsulAccess.from(variables(authority, file(client + ".pem"), file(client + "-key.pem"))));
    }

    private static Map<String, String> variables(String authority, String certificate, String key) {
        Map<String, String> variables = new HashMap<>();
        variables.put("CONSUL_HTTP_ADDR", "127.0.0.1:" + port);
        variables.put("CONSUL_HTTP_SSL", "true");
        variables.put("CONSUL_CACERT", file(authority));
        variables.put("CONSUL_CLIENT_CERT", certificate);
        variables.put("CONSUL_CLIENT_KEY", key);
        return variables;
    }

    private static String file(String name) {
        return folder.resolve(name).toString();
    }

    private static void make(String... arguments) throws IOException, InterruptedException {
        String binary = RealConsul.binary()
                .orElseThrow(() -> new TestAbortedException("No Consul here: see RealConsul"))
                .toString();
        String[] command =
                Stream.concat(Stream.of(binary), Stream.of(arguments)).toArray(String[]::new);
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }
}
