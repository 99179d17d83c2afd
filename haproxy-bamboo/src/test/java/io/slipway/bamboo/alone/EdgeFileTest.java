package io.slipway.bamboo.alone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipway.bamboo.access.AccountLine;
import io.slipway.bamboo.access.Accounts;
import io.slipway.bamboo.access.Role;
import io.slipway.bamboo.haproxy.Ways;
import io.slipway.bamboo.metrics.Reporting.Protocol;
import io.slipway.bamboo.metrics.Reporting.Target;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EdgeFileTest {

    @TempDir
    private Path folder;

    @Test
    void theFileThatIsShippedIsReadAsItStands() {
        EdgeFile read = EdgeFile.read(Path.of("src/main/dist/edge.yml"));
        assertThat(read.options().host()).isEqualTo("0.0.0.0");
        assertThat(read.options().port()).isEqualTo(80);
        assertThat(read.options().run()).isEqualTo(Path.of("/run/slipway-edge"));
        assertThat(read.face().host()).isEqualTo("127.0.0.1");
        assertThat(read.face().port()).isEqualTo(9090);
        assertThat(read.face().accounts()).isEqualTo(Accounts.NONE);
        assertThat(read.marathon()).containsExactly(URI.create("http://127.0.0.1:8080"));
        assertThat(read.consul().uri()).isEqualTo(URI.create("http://127.0.0.1:8500"));
        assertThat(read.keepHaproxy()).isTrue();
    }

    @Test
    void secretsAreInFilesOfTheirOwn() throws IOException {
        Files.writeString(folder.resolve("accounts"), AccountLine.forToken("ci", Role.READER, "t") + "\n");
        Files.writeString(folder.resolve("password"), "hunter2\n");
        EdgeFile read = EdgeFile.read(file("""
                listen: 0.0.0.0:80
                run: /tmp/run
                logs: /tmp/logs
                haproxy-on-stop: stop
                https: {port: 443, certificates: /etc/edge}
                groups: [external, internal]
                api: 0.0.0.0:9090
                accounts: %1$s/accounts
                marathon:
                  urls:
                    - http://m1:8080
                    - http://m2:8080
                  user: edge
                  password-file: %1$s/password
                statsd: 127.0.0.1:8125
                report-prefix: edge.a
                """.formatted(folder)));
        assertThat(read.options().tls()).isEqualTo(new Ways.Tls(443, Path.of("/etc/edge")));
        assertThat(read.options().groups()).containsExactlyInAnyOrder("external", "internal");
        assertThat(read.face().accounts().asks()).isTrue();
        assertThat(read.face().reports())
                .containsExactly(new Target(Protocol.STATSD, "127.0.0.1", 8125, "edge.a", Duration.ofSeconds(10)));
        assertThat(read.marathon()).containsExactly(URI.create("http://m1:8080"), URI.create("http://m2:8080"));
        assertThat(read.keepHaproxy()).isFalse();
        assertThat(read.toString()).doesNotContain("hunter2");
    }

    @Test
    void everythingThatIsWrongIsSaidAtOnce() throws IOException {
        Path file = file("""
                listen: everywhere
                lgos: /tmp/logs
                api: 0.0.0.0:9090
                haproxy-on-stop: maybe
                https.port: 70000
                marathon:
                  urls: [ftp://m1]
                  password-file: %1$s/none
                consul:
                  token-file: %1$s/none
                """.formatted(folder));
        assertThatThrownBy(() -> EdgeFile.read(file)).hasMessage("""
                        %1$s:1: listen is no host and port, as in 127.0.0.1:9090.
                        The page and the API would listen on 0.0.0.0 and let everybody in: name a file of accounts, or listen on 127.0.0.1.
                        %1$s: run is missing.
                        %1$s: logs is missing.
                        https.port and https.certificates go together: name the port, and the folder of its certificates.
                        %1$s:5: https.port is no port, as in 443.
                        %1$s:7: marathon.urls is no URL without a password in it, as in http://127.0.0.1:8080.
                        Marathon's password cannot be read from marathon.password-file: there is no such file.
                        consul: No ACL token from CONSUL_HTTP_TOKEN_FILE=%2$s/none: there is no such file.
                        %1$s:4: haproxy-on-stop is neither keep nor stop.
                        %1$s:2: There is no key lgos: did you mean logs?""".formatted(file, folder));
    }

    @Test
    void whatIsNoYamlIsSaidWithItsLine() throws IOException {
        Path file = file("listen: [\n");
        assertThatThrownBy(() -> EdgeFile.read(file)).message().startsWith(file + ":2: This is no YAML: ");
        assertThatThrownBy(() -> EdgeFile.read(folder.resolve("none")))
                .hasMessage(folder.resolve("none") + ": The file cannot be read: there is no such file.");
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("edge.yml"), text);
    }
}
