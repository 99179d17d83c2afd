package io.slipway.bamboo;

import static io.slipway.bamboo.Apps.app;
import static io.slipway.bamboo.Apps.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificatesIT {

    @TempDir
    Path scratch;

    private Path certificates;
    private SSLContext trusting;
    private EdgeFixture fixture;
    private HttpService service;

    @BeforeEach
    void start() throws Exception {
        certificates = Files.createDirectory(scratch.resolve("pem"));
        Files.writeString(certificates.resolve("a.pem"), Pem.selfSigned(scratch, "localhost"));
        trusting = SSLContext.getInstance("TLS");
        trusting.init(null, new TrustManager[] {new TrustsEverybody()}, null);
        service = HttpService.start("secure");
        fixture = new EdgeFixture(certificates);
        fixture.route(app(
                "/a",
                Map.of("HAPROXY_0_PATH", "/a", "HAPROXY_0_REDIRECT_TO_HTTPS", "true"),
                task("/a", "t1", service.port())));
    }

    @AfterEach
    void stop() throws Exception {
        fixture.close();
        service.close();
    }

    private int port() {
        return fixture.options.tls().port();
    }

    private X509Certificate served() throws IOException {
        try (SSLSocket socket = (SSLSocket) trusting.getSocketFactory().createSocket("127.0.0.1", port())) {
            socket.setSoTimeout(20_000);
            socket.startHandshake();
            return (X509Certificate) socket.getSession().getPeerCertificates()[0];
        }
    }

    @Test
    @DisplayName("H27, H30: HTTPS is spoken with HTTP/2, and the service is told")
    void httpsIsSpokenWithHttp2() throws Exception {
        fixture.start();
        fixture.awaitTraffic("t1");
        HttpResponse<String> answer = HttpClient.newBuilder()
                .sslContext(trusting)
                .build()
                .send(
                        HttpRequest.newBuilder(URI.create("https://localhost:" + port() + "/a"))
                                .timeout(Duration.ofSeconds(20))
                                .build(),
                        BodyHandlers.ofString());
        assertThat(answer.body()).isEqualTo("secure");
        assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
        assertThat(service.header("X-forwarded-proto")).isEqualTo("https");
    }

    @Test
    void whoComesInTheClearIsSentToComeAgain() throws Exception {
        fixture.start();
        fixture.awaitTraffic("t1");
        Http.Answer answer = fixture.get("/a?x=1", "Host: localhost:1234");
        assertThat(answer.status()).isEqualTo(308);
        assertThat(answer.header("Location")).isEqualTo("https://localhost:" + port() + "/a?x=1");
    }

    @Test
    @DisplayName("H28: a certificate is renewed without a reload, and one that is broken changes nothing")
    void aCertificateIsRenewedWithoutAReload() throws Exception {
        fixture.start();
        fixture.awaitTraffic("t1");
        X509Certificate first = served();
        int reloads = fixture.topology().at("/haproxy/reloads").asInt();
        Files.writeString(certificates.resolve("b.pem"), "-----BEGIN CERTIFICATE-----\nhalf");
        Files.writeString(certificates.resolve("a.pem"), Pem.selfSigned(scratch, "localhost"));
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(served().getSerialNumber()).isNotEqualTo(first.getSerialNumber()));
        Files.writeString(certificates.resolve("a.pem"), "broken");
        fixture.route(app("/a", Map.of("HAPROXY_0_PATH", "/a"), task("/a", "t2", service.port())));
        fixture.awaitTraffic("t2");
        assertThat(served().getSerialNumber()).isNotEqualTo(first.getSerialNumber());
        assertThat(fixture.topology().at("/haproxy/reloads").asInt()).isGreaterThanOrEqualTo(reloads);
        assertThat(Http.get(fixture.edge().page(), "/v1/apply/history").body())
                .contains("\"kind\":\"runtime\",\"reason\":\"certificate a.pem is new\"");
    }

    /** Looks at no certificate: the tests look themselves. */
    private static final class TrustsEverybody extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
