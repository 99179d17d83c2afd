package io.slipway.local.marathon;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Is one request to a real Marathon with what it answered, as recorded. */
public record Exchange(
        String title,
        String method,
        String uri,
        Map<String, String> requestHeaders,
        String requestBody,
        int status,
        Map<String, String> headers,
        String body) {

    private static final String RULE = "\n-{100}\n";

    /** Reads a transcript, changed before it is taken apart: requests and answers alike. */
    public static List<Exchange> all(String file, UnaryOperator<String> change) {
        return Arrays.stream(change.apply(text(file)).split(RULE))
                .filter(part -> part.contains("\n<<< "))
                .map(Exchange::parse)
                .toList();
    }

    public static String text(String file) {
        try (InputStream in = Exchange.class.getResourceAsStream("/marathon/" + file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Exchange parse(String text) {
        String title = text.contains("### ") ? between(text, "### ", "\n") : "";
        String[] request = between(text, ">>> ", "\n<<< ").split("\n\n", 2);
        String[] answer = text.substring(text.indexOf("\n<<< ") + 5).split("\n\n", 2);
        String[] requestLine = request[0].lines().findFirst().orElseThrow().split(" ", -1);
        return new Exchange(
                title,
                requestLine[0],
                requestLine[1],
                spoken(headers(request[0])),
                request.length > 1 ? request[1].strip() : "",
                Integer.parseInt(answer[0].split(" ", -1)[1]),
                headers(answer[0]),
                answer.length > 1 ? answer[1].strip() : "");
    }

    /** Leaves out what belongs to the connection that was recorded. */
    private static Map<String, String> spoken(Map<String, String> headers) {
        headers.keySet().removeAll(List.of("Host", "User-Agent", "Connection", "Content-Length"));
        return headers;
    }

    private static Map<String, String> headers(String block) {
        Map<String, String> headers = new LinkedHashMap<>();
        block.lines()
                .skip(1)
                .map(line -> line.split(": ", 2))
                .filter(parts -> parts.length == 2)
                .forEach(parts -> headers.put(parts[0], parts[1]));
        return headers;
    }

    private static String between(String text, String before, String after) {
        int start = text.indexOf(before) + before.length();
        return text.substring(start, text.indexOf(after, start));
    }

    @Override
    public String toString() {
        return (title + " " + method + " " + uri + " " + requestBody).strip();
    }
}
