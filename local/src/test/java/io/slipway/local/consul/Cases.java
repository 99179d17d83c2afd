package io.slipway.local.consul;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Reads {@code consul/cases.txt}: {@code ## a case}, then requests, {@code METHOD path body}, each on a line. After an
 * answer, {@code > name = /pointer} remembers a value of its JSON, and {@code > name = Some-Header} a header; later
 * requests name it {@code $name}. {@code ~ seconds} before a request gives both servers that long to agree.
 */
final class Cases {

    private final Map<String, String> values = new HashMap<>();

    record Case(String name, List<Request> requests) {}

    record Request(
            int line, String method, String path, String body, double patience, Map<String, String> remembered) {}

    List<Case> read() {
        try (InputStream in = Cases.class.getResourceAsStream("/consul/cases.txt")) {
            String text = new String(Objects.requireNonNull(in, "cases.txt").readAllBytes(), StandardCharsets.UTF_8);
            return parse(text.lines().toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the request with all that is known put in. */
    Replay.Step step(Case of, Request request) {
        Transcript.Entry entry = new Transcript.Entry(
                of.name(),
                request.line(),
                request.method(),
                filled(request.path()),
                Map.of(),
                new String(filled(request.body()).getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1),
                0,
                Map.of(),
                "",
                0,
                0);
        return new Replay.Step(entry, null, request.patience());
    }

    void remember(Request request, Transcript.Entry answered) {
        request.remembered().forEach((name, from) -> {
            try {
                String value = from.startsWith("/")
                        ? Transcript.JSON
                                .readTree(answered.body())
                                .requiredAt(from)
                                .asText()
                        : answered.headers().get(from);
                values.put(name, value);
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("No JSON in line " + request.line() + ": " + answered.body(), e);
            }
        });
    }

    private String filled(String text) {
        String filled = text;
        for (Map.Entry<String, String> value : values.entrySet()) {
            filled = filled.replace("$" + value.getKey(), value.getValue());
        }
        return filled;
    }

    private static List<Case> parse(List<String> lines) {
        List<Case> cases = new ArrayList<>();
        double patience = 0;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            List<Request> requests =
                    cases.isEmpty() ? List.of() : cases.get(cases.size() - 1).requests();
            if (line.startsWith("## ")) {
                cases.add(new Case(line.substring("## ".length()), new ArrayList<>()));
            } else if (line.startsWith("> ")) {
                String[] parts = line.substring(2).split(" = ", 2);
                requests.get(requests.size() - 1).remembered().put(parts[0], parts[1]);
            } else if (line.startsWith("~ ")) {
                patience = Double.parseDouble(line.substring(2));
            } else if (!line.isBlank() && !line.startsWith("# ")) {
                String[] parts = line.split(" ", 3);
                requests.add(new Request(
                        i + 1, parts[0], parts[1], parts.length < 3 ? "" : parts[2], patience, new HashMap<>()));
                patience = 0;
            }
        }
        return cases;
    }
}
