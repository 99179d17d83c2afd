package io.slipway.marathon.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import mockwebserver3.MockResponse;

/** Reads exchanges that were recorded from a real Marathon. */
record Recording(String title, String request, String status, List<String> headers, String body) {

    static String text(String file) {
        return resource("/transcripts/" + file);
    }

    static String resource(String path) {
        try (InputStream in = Recording.class.getResourceAsStream(path)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Recording> all(String file) {
        return Arrays.stream(text(file).split("\n-{100}\n"))
                .map(Recording::parse)
                .toList();
    }

    static Recording titled(String file, String title) {
        return all(file).stream()
                .filter(recording -> recording.title.equals(title))
                .findFirst()
                .orElseThrow();
    }

    private static Recording parse(String exchange) {
        String title = between(exchange, "### ", "\n");
        String request = between(exchange, ">>> ", " HTTP/1.1");
        String answer = exchange.substring(exchange.indexOf("<<< ") + 4);
        String[] parts = answer.split("\n\n", 2);
        List<String> lines = parts[0].lines().toList();
        String body = parts.length > 1 ? parts[1].strip() : "";
        return new Recording(title, request, lines.get(0), lines.subList(1, lines.size()), body);
    }

    private static String between(String text, String before, String after) {
        int start = text.indexOf(before) + before.length();
        return text.substring(start, text.indexOf(after, start));
    }

    MockResponse answer() {
        MockResponse.Builder answer =
                new MockResponse.Builder().body(body).status(status.contains(" 422") ? "HTTP/1.1 422 " : status);
        headers.stream()
                .filter(header -> header.startsWith("Marathon-") || header.startsWith("Content-Type"))
                .forEach(answer::addHeader);
        return answer.build();
    }
}
