package io.slipway.local.marathon;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** Speaks HTTP without understanding it: URIs go out as they are, doubled slashes included. */
final class Http {

    /** Is an answer as it came. */
    record Answer(String statusLine, Map<String, String> headers, String body) {

        int status() {
            return Integer.parseInt(statusLine.split(" ", -1)[1]);
        }
    }

    private final URI server;

    Http(URI server) {
        this.server = server;
    }

    Answer get(String uri) {
        return send("GET", uri, Map.of("Accept", "application/json"), "");
    }

    Answer send(String method, String uri, String body) {
        return send(method, uri, Map.of("Accept", "application/json", "Content-Type", "application/json"), body);
    }

    Answer send(String method, String uri, Map<String, String> headers, String body) {
        try (Socket socket = open(method, uri, headers, body)) {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            socket.getInputStream().transferTo(all);
            return parse(all.toString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends a request and leaves reading to the caller. */
    Socket open(String method, String uri, Map<String, String> headers, String body) throws IOException {
        Socket socket = new Socket(server.getHost(), server.getPort());
        socket.setSoTimeout(20_000);
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        StringBuilder head = new StringBuilder(method + " " + uri + " HTTP/1.1\r\nHost: test\r\nConnection: close\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        head.append("Content-Length: ").append(bytes.length).append("\r\n\r\n");
        socket.getOutputStream().write(head.toString().getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().write(bytes);
        return socket;
    }

    /** Reads up to and including the empty line that ends the headers. */
    static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.read());
        }
        return head.toString();
    }

    private static Answer parse(String text) {
        String[] parts = text.split("\r\n\r\n", 2);
        Map<String, String> headers = new TreeMap<>();
        parts[0].lines().skip(1).map(line -> line.split(": ?", 2)).forEach(pair -> headers.put(pair[0], pair[1]));
        return new Answer(parts[0].lines().findFirst().orElseThrow(), headers, parts.length > 1 ? parts[1] : "");
    }
}
