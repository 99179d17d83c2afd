package io.slipway.bamboo;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Asks over one new connection, and never a second time: what goes wrong is seen. */
public final class Http {

    private static final int TIMEOUT = 20_000;

    private Http() {}

    /** Holds an answer as it came. */
    public record Answer(int status, String head, String body) {

        public String header(String name) {
            return head.lines()
                    .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                    .map(line -> line.substring(name.length() + 1).strip())
                    .findFirst()
                    .orElse("");
        }
    }

    public static Answer get(URI base, String path, String... headers) throws IOException {
        return send(base, "GET", path, "", headers);
    }

    public static Answer send(URI base, String method, String path, String body, String... headers) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(base.getHost(), base.getPort()), TIMEOUT);
            socket.setSoTimeout(TIMEOUT);
            boolean ownHost = List.of(headers).stream().anyMatch(header -> header.startsWith("Host:"));
            StringBuilder request = new StringBuilder(method + " " + path + " HTTP/1.1\r\n");
            request.append(ownHost ? "" : "Host: " + base.getAuthority() + "\r\n");
            List.of(headers).forEach(header -> request.append(header).append("\r\n"));
            request.append("Connection: close\r\nContent-Length: ")
                    .append(body.length())
                    .append("\r\n\r\n")
                    .append(body);
            socket.getOutputStream().write(request.toString().getBytes(StandardCharsets.UTF_8));
            return read(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private static Answer read(String text) throws IOException {
        int end = text.indexOf("\r\n\r\n");
        if (!text.startsWith("HTTP/1.1 ") || end < 0) {
            throw new IOException("This is no answer: \"" + text + "\"");
        }
        return new Answer(Integer.parseInt(text.substring(9, 12)), text.substring(0, end), text.substring(end + 4));
    }
}
