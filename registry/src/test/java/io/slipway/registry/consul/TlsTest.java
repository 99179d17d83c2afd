package io.slipway.registry.consul;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import okhttp3.internal.http2.ConnectionShutdownException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class TlsTest {

    private static final String HINT = "CONSUL_CACERT names who may sign Consul's certificate, CONSUL_CLIENT_CERT and"
            + " CONSUL_CLIENT_KEY who this is.";

    private static Stream<IOException> endsOfAConnection() {
        return Stream.of(
                new SSLHandshakeException("bad_certificate"),
                new SocketException("Broken pipe"),
                new ConnectionShutdownException(),
                new IOException("closed"));
    }

    private static Stream<IOException> reasonsForNone() {
        return Stream.of(
                new ConnectException("Connection refused"),
                new NoRouteToHostException("No route to host"),
                new UnknownHostException("consul"),
                new SocketTimeoutException("timeout"),
                new InterruptedIOException("timeout"));
    }

    @ParameterizedTest
    @MethodSource("endsOfAConnection")
    void whateverAConnectionThatCameAboutEndsWithMayBeForWantOfACertificate(IOException failure) {
        assertThat(Tls.explained("https://127.0.0.1:8501", failure)).endsWith(". " + HINT);
        assertThat(Tls.explained("http://127.0.0.1:8500", failure)).doesNotContain(HINT);
    }

    @ParameterizedTest
    @MethodSource("reasonsForNone")
    void aConnectionThatNeverWasHasNothingToDoWithCertificates(IOException failure) {
        assertThat(Tls.explained("https://127.0.0.1:8501", failure)).doesNotContain(HINT);
    }
}
