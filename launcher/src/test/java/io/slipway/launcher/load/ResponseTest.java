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
        InputStream in = stream("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhiHTTP/1.1 404 Not Found\r\n"
                + "content-length: 0\r\nConnection: Close\r\n\r\n");

        assertThat(Response.read(in)).isEqualTo(new Response(200, "hi", true));
        assertThat(Response.read(in)).isEqualTo(new Response(404, "", false));
    }

    @Test
    void aBodyInChunksIsJoined() throws Exception {
        InputStream in = stream("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                + "4\r\n{\"a\"\r\nA;x=y\r\n:\"\u00e4 2345\"\r\n0\r\nTrailer: x\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n");

        assertThat(Response.read(in)).isEqualTo(new Response(200, "{\"a\":\"ä 2345\"", true));
        assertThat(Response.read(in)).isEqualTo(new Response(204, "", true));
    }

    @Test
    void aBodyWithoutLengthEndsWithTheConnection() throws Exception {
        assertThat(Response.read(stream("HTTP/1.0 200 OK\r\n\r\nall of it")))
                .isEqualTo(new Response(200, "all of it", false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Le",
                "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nshort",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab",
            })
    void anAnswerThatStopsInTheMiddleIsNone(String text) {
        assertThatThrownBy(() -> Response.read(stream(text)))
                .isInstanceOf(EOFException.class)
                .hasMessage("answer cut short");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SSH-2.0-OpenSSH_9.2\r\n\r\n",
                "HTTP/1.1 2xx OK\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
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

    private static InputStream stream(String text) throws IOException {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
