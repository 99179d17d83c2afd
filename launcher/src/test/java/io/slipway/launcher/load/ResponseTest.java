package io.slipway.launcher.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ResponseTest {

    @Test
    void aBodyOfKnownLengthLeavesTheNextAnswerInPlace() throws Exception {
        InputStream in = stream("""
                HTTP/1.1 200 OK
                Content-Length: 2

                hiHTTP/1.1 404 Not Found
                content-length: 0
                Connection: Close

                """);

        assertThat(Response.read(in)).isEqualTo(new Response(200, "hi", true));
        assertThat(Response.read(in)).isEqualTo(new Response(404, "", false));
    }

    @Test
    void aBodyInChunksIsJoined() throws Exception {
        InputStream in = stream("""
                HTTP/1.1 200 OK
                Transfer-Encoding: chunked

                4
                {"a"
                A;x=y
                :"ä 2345"
                0
                Trailer: x

                HTTP/1.1 204 No Content

                """);

        assertThat(Response.read(in)).isEqualTo(new Response(200, "{\"a\":\"ä 2345\"", true));
        assertThat(Response.read(in)).isEqualTo(new Response(204, "", true));
    }

    @Test
    void aBodyWithoutLengthEndsWithTheConnection() throws Exception {
        assertThat(Response.read(stream("HTTP/1.0 200 OK\n\nall of it")))
                .isEqualTo(new Response(200, "all of it", false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\nContent-Le",
                "HTTP/1.1 200 OK\nContent-Length: 9\n\nshort",
                "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n5\nab",
            })
    void anAnswerThatStopsInTheMiddleIsNone(String text) {
        assertThatThrownBy(() -> Response.read(stream(text)))
                .isInstanceOf(EOFException.class)
                .hasMessage("answer cut short");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SSH-2.0-OpenSSH_9.2\n\n",
                "HTTP/1.1 2xx OK\n\n",
                "HTTP/1.1 200 OK\nContent-Length: many\n\n",
                "HTTP/1.1 200 OK\nContent-Length: -5\n\n",
                "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\nzz\n",
            })
    void whatIsNoHttpIsSaidToBeNone(String text) {
        assertThatThrownBy(() -> Response.read(stream(text)))
                .isInstanceOf(ProtocolException.class)
                .hasMessage("answered what is no HTTP");
    }

    @Test
    void aLineWithoutEndIsNotCollectedForever() {
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return 'x';
            }
        };

        assertThatThrownBy(() -> Response.read(endless)).isInstanceOf(ProtocolException.class);
    }

    /** Ends lines as HTTP does. */
    private static InputStream stream(String text) throws IOException {
        return new ByteArrayInputStream(text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
    }
}
