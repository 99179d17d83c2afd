package io.slipway.local.marathon.rest;

import io.slipway.local.marathon.definition.Refusal;
import io.slipway.local.marathon.scheduler.Caller;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Is what a client asks: the raw URI taken apart here, since ids hold slashes, doubled and escaped ones too. */
final class Request {

    private static final int LONGEST_BODY = 4 << 20;

    private final HttpServletRequest raw;
    private final String path;
    private final Map<String, List<String>> query;

    private Request(HttpServletRequest raw, String path, Map<String, List<String>> query) {
        this.raw = raw;
        this.path = path;
        this.query = query;
    }

    static Request of(HttpServletRequest raw) {
        return new Request(raw, decode(raw.getRequestURI().replace("+", "%2B")), query(raw.getQueryString()));
    }

    /** Returns GET for HEAD too: the server leaves the body out. */
    String method() {
        return raw.getMethod().equals("HEAD") ? "GET" : raw.getMethod();
    }

    String path() {
        return path;
    }

    @Nullable String header(String name) {
        return raw.getHeader(name);
    }

    List<String> all(String parameter) {
        return query.getOrDefault(parameter, List.of());
    }

    @Nullable String one(String parameter) {
        List<String> values = all(parameter);
        return values.isEmpty() ? null : values.get(0);
    }

    boolean flag(String parameter, boolean byDefault) {
        String value = one(parameter);
        return value == null ? byDefault : value.isEmpty() || value.equalsIgnoreCase("true");
    }

    byte[] body() {
        try {
            byte[] body = raw.getInputStream().readNBytes(LONGEST_BODY + 1);
            if (body.length > LONGEST_BODY) {
                throw Refusal.of(413, "The body is longer than " + LONGEST_BODY + " bytes.");
            }
            return body;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Caller caller() {
        return new Caller(raw.getRemoteAddr(), raw.getRequestURI());
    }

    /** Refuses what Marathon would not talk to: JSON in, JSON out. */
    void checkTypes() {
        String accept = header("Accept");
        if (accept != null
                && !accept.contains("json")
                && !accept.contains("*/*")
                && !accept.contains("application/*")) {
            throw Refusal.of(406, "Not Acceptable");
        }
        String type = raw.getContentType();
        if (type != null && !type.toLowerCase(Locale.ROOT).startsWith("application/json")) {
            throw Refusal.of(415, "Unsupported Media Type");
        }
    }

    private static Map<String, List<String>> query(@Nullable String text) {
        Map<String, List<String>> query = new LinkedHashMap<>();
        if (text == null) {
            return query;
        }
        for (String pair : text.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = decode(equals < 0 ? pair : pair.substring(0, equals));
            String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
            query.computeIfAbsent(name, none -> new ArrayList<>()).add(value);
        }
        return query;
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw Refusal.of(400, "The URI cannot be decoded: " + e.getMessage());
        }
    }
}
