package io.slipway.service;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;

/** Speaks HTTP by hand, to say what a client library would refuse to. */
public final class RawHttp {

    private final int port;

    public RawHttp(int port) {
        this.port = port;
    }

    /** Sends one request, lines separated by single newlines, and returns the whole answer. */
    public String send(String head, String... body) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(60_000);
            OutputStream out = socket.getOutputStream();
            try {
                out.write(
                        (head + "\nConnection: close\n\n").replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1));
                for (String part : body) {
                    out.write(part.getBytes(StandardCharsets.ISO_8859_1));
                }
                out.flush();
            } catch (SocketException e) {
                // It had seen enough and hung up; what it said before is to be read.
            }
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    public static String status(String answer) {
        return answer.lines().findFirst().orElse("");
    }

    /** Returns what follows the headers, put together where it comes in chunks. */
    public static String body(String answer) {
        int end = answer.indexOf("\r\n\r\n") + 4;
        String rest = answer.substring(end);
        if (!answer.substring(0, end).contains("Transfer-Encoding: chunked")) {
            return rest;
        }
        StringBuilder whole = new StringBuilder();
        for (int size = chunk(rest); size > 0; size = chunk(rest)) {
            int begin = rest.indexOf('\n') + 1;
            whole.append(rest, begin, begin + size);
            rest = rest.substring(begin + size + 2);
        }
        return whole.toString();
    }

    private static int chunk(String rest) {
        return Integer.parseInt(rest.substring(0, rest.indexOf('\r')), 16);
    }
}
