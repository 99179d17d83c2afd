package io.slipway.local.consul;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Reads what was once asked of a real Consul 1.8.7, and what it answered. */
final class Transcript {

    static final ObjectMapper JSON = new ObjectMapper();

    /** Transcripts of one server, in the order in which they were recorded: later ones build on earlier ones. */
    static final List<List<String>> SERVERS = List.of(
            List.of("00-general", "01-agent-services", "02-catalog-health"),
            List.of("03-kv", "04-session", "05-txn", "06-event"),
            List.of("08-blocking"));

    private Transcript() {}

    /**
     * One request and its answer, or a pause.
     *
     * @param requestBody one character a byte
     * @param sleep seconds that were waited for something to happen before the next request
     */
    record Entry(
            String file,
            int number,
            String method,
            String path,
            Map<String, String> requestHeaders,
            String requestBody,
            int status,
            Map<String, String> headers,
            String body,
            double millis,
            double sleep) {

        boolean isPause() {
            return sleep > 0;
        }

        boolean isWrite() {
            return method.equals("PUT") || method.equals("DELETE");
        }

        /** Tells whether the answer came late: the request waited for something. */
        boolean blocked() {
            return method.equals("GET") && millis > 250 && (path.contains("index=") || path.contains("hash="));
        }

        /** Returns the same question in other words. */
        Entry asking(String newPath, String newBody) {
            return new Entry(
                    file, number, method, newPath, requestHeaders, newBody, status, headers, body, millis, sleep);
        }

        Entry answered(Replay.Answer answer) {
            Map<String, String> named = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            named.putAll(answer.headers());
            return new Entry(
                    file,
                    number,
                    method,
                    path,
                    requestHeaders,
                    requestBody,
                    answer.status(),
                    named,
                    answer.body(),
                    // How long it waited, or would have, is what the recording says: nobody waits that long again.
                    millis,
                    0);
        }

        String name() {
            return file + " #" + number + " " + method + " " + path.substring(0, Math.min(90, path.length()));
        }
    }

    static List<Entry> read(String file) {
        try (InputStream in = Transcript.class.getResourceAsStream("/consul/transcripts/" + file + ".json")) {
            JsonNode all = JSON.readTree(Objects.requireNonNull(in, file));
            List<Entry> entries = new ArrayList<>();
            for (int i = 0; i < all.size(); i++) {
                if (all.get(i).has("request") || all.get(i).has("sleep")) {
                    entries.add(entry(file, i, all.get(i)));
                }
            }
            return entries;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Entry entry(String file, int number, JsonNode node) throws IOException {
        JsonNode request = node.path("request");
        JsonNode response = node.path("response");
        Map<String, String> asked = new LinkedHashMap<>();
        request.path("headers")
                .properties()
                .forEach(header -> asked.put(header.getKey(), header.getValue().asText()));
        Map<String, String> answered = new LinkedHashMap<>();
        response.path("headers")
                .forEach(header ->
                        answered.put(header.get(0).asText(), header.get(1).asText()));
        return new Entry(
                file,
                number,
                request.path("method").asText(),
                request.path("path").asText(),
                asked,
                new String(body(request.path("body")), StandardCharsets.ISO_8859_1),
                response.path("status").asInt(),
                answered,
                response.path("body").asText(),
                node.path("elapsed_ms").asDouble(),
                node.path("sleep").asDouble());
    }

    private static byte[] body(JsonNode body) throws IOException {
        if (body.isNull() || body.isMissingNode()) {
            return new byte[0];
        }
        if (!body.isTextual()) {
            return JSON.writeValueAsBytes(body);
        }
        String text = body.asText();
        if (text.startsWith("base64:")) {
            return Base64.getDecoder().decode(text.substring("base64:".length()));
        }
        if (text.matches("<\\d+ bytes>")) {
            byte[] filler = new byte[Integer.parseInt(text.replaceAll("\\D", ""))];
            Arrays.fill(filler, (byte) 'x');
            return filler;
        }
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Puts lists into one order: Consul's agent lists its checks in none, and sessions stand in that of their ids. */
    static List<JsonNode> inOrder(JsonNode array) {
        List<JsonNode> items = new ArrayList<>();
        array.forEach(items::add);
        if (!items.isEmpty() && items.get(0).has("CheckID")) {
            items.sort(Comparator.comparing(item -> item.path("CheckID").asText()));
        } else if (!items.isEmpty() && items.get(0).has("LockDelay")) {
            items.sort(Comparator.comparing(item -> item.path("CreateIndex").asLong()));
        }
        return items;
    }
}
