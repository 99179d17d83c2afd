package io.slipway.launcher.load;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** Describes a request to send: no body, or JSON. */
public record Request(String method, String path, String body) {

    public static Request get(String path) {
        return new Request("GET", path, "");
    }

    public static Request post(String path, String json) {
        return new Request("POST", path, json);
    }

    byte[] bytes(InetSocketAddress server) {
        byte[] payload = body.getBytes(StandardCharsets.UTF_8);
        String head = method + " " + path + " HTTP/1.1\r\nHost: " + server.getHostString() + ":" + server.getPort()
                + "\r\nAccept: application/json\r\n"
                + (payload.length == 0
                        ? ""
                        : "Content-Type: application/json\r\nContent-Length: " + payload.length + "\r\n")
                + "\r\n";
        byte[] headBytes = head.getBytes(StandardCharsets.US_ASCII);
        byte[] bytes = new byte[headBytes.length + payload.length];
        System.arraycopy(headBytes, 0, bytes, 0, headBytes.length);
        System.arraycopy(payload, 0, bytes, headBytes.length, payload.length);
        return bytes;
    }
}
