package io.slipway.launcher.load;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Holds an HTTP/1.1 answer, read as RFC 9112 §6 frames it.
 *
 * @param keepsConnection whether another request may follow on the same connection
 */
record Response(int status, String body, boolean keepsConnection) {

    private static final int LONGEST_LINE = 8192;

    static Response read(InputStream in) throws IOException {
        String statusLine = line(in);
        if (!statusLine.matches("HTTP/1\\.[01] \\d{3}.*")) {
            throw new ProtocolException("answered what is no HTTP");
        }
        int status = Integer.parseInt(statusLine.substring(9, 12));
        Map<String, String> headers = headers(in);
        boolean closes = headers.getOrDefault("connection", "").equalsIgnoreCase("close");
        boolean framed = headers.containsKey("content-length") || headers.containsKey("transfer-encoding");
        String body = new String(body(in, status, headers, framed), StandardCharsets.UTF_8);
        return new Response(status, body, !closes && (framed || isBodiless(status)));
    }

    private static Map<String, String> headers(InputStream in) throws IOException {
        Map<String, String> headers = new TreeMap<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.put(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
        }
        return headers;
    }

    private static byte[] body(InputStream in, int status, Map<String, String> headers, boolean framed)
            throws IOException {
        if (isBodiless(status)) {
            return new byte[0];
        }
        if (!framed) {
            return in.readAllBytes();
        }
        if (headers.getOrDefault("transfer-encoding", "").equalsIgnoreCase("chunked")) {
            return chunks(in);
        }
        return exactly(in, number(headers.getOrDefault("content-length", "0"), 10));
    }

    private static boolean isBodiless(int status) {
        return status == 204 || status == 304;
    }

    private static byte[] chunks(InputStream in) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int size = chunkSize(in); size > 0; size = chunkSize(in)) {
            body.writeBytes(exactly(in, size));
            line(in);
        }
        // Trailers, up to the empty line.
        headers(in);
        return body.toByteArray();
    }

    private static int chunkSize(InputStream in) throws IOException {
        return number(line(in).split(";", 2)[0].strip(), 16);
    }

    private static int number(String text, int radix) throws ProtocolException {
        try {
            return Integer.parseUnsignedInt(text, radix);
        } catch (NumberFormatException e) {
            throw new ProtocolException("answered what is no HTTP");
        }
    }

    private static byte[] exactly(InputStream in, int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("answer cut short");
        }
        return bytes;
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("answer cut short");
            }
            if (line.size() == LONGEST_LINE) {
                throw new ProtocolException("answered what is no HTTP");
            }
            line.write(next);
        }
        return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
    }
}
