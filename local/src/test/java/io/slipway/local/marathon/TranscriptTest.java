package io.slipway.local.marathon;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.assertj.core.api.SoftAssertions;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Replays what was recorded of a real Marathon, request by request in its order, and compares status, headers and
 * every field of the bodies. What may differ is listed here, with the reason.
 */
class TranscriptTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Map<String, String> HEADERS = Map.of(
            "X-Frame-Options", "DENY",
            "X-XSS-Protection", "1; mode=block",
            "Cache-Control", "no-cache, no-store, must-revalidate",
            "Pragma", "no-cache",
            "Expires", "0");

    /** Members that are never compared. */
    private static final Set<String> UNCOMPARED = Set.of(
            // Filled everywhere here: a deliberate improvement.
            "servicePorts",
            // A second's difference in when the transcript's client looked.
            "healthCheckResults",
            "lifeTime");

    /** Requests that are not made, by the beginning of their title: the app they collide with is refused here. */
    private static final List<String> UNASKED =
            List.of("portMappings with host networking", "unknown dependency", "self dependency");

    /** Answers that may differ, by the beginning of the request or of its title. */
    private static final Map<String, String> DIFFERENT = new LinkedHashMap<>(Map.ofEntries(
            Map.entry("portDefinitions with bridge networking", "bridge networks are refused here"),
            Map.entry("GET /v2/apps//tx/web/versions", "versions are sorted, and never what was merely asked for"),
            Map.entry("app during the deployment", "how far it is depends on when one looks")));

    @TempDir
    Path folder;

    private final Set<String> refused = new HashSet<>();

    /** What the recorded versions are called this time. */
    private final Map<String, String> versions = new HashMap<>();

    @Test
    void everyRecordedRequestIsAnsweredAsRecorded() {
        SoftAssertions softly = new SoftAssertions();
        try (LocalMarathon marathon = TestServers.start(folder)) {
            Http http = new Http(marathon.uri());
            for (String file : List.of("02-app-create.http", "04-app-read.http", "05-app-update.http")) {
                Exchange.all(file, TranscriptTest::withoutPython).stream()
                        .filter(exchange -> UNASKED.stream().noneMatch(exchange.title()::startsWith))
                        .forEach(exchange -> replay(exchange, http, softly));
            }
        }
        softly.assertAll();
    }

    private void replay(Exchange exchange, Http http, SoftAssertions softly) {
        boolean amidst = exchange.title().matches("while it runs|app during.*|.*locked.*|force:.*")
                || (exchange.body().startsWith("[{\"id\":") && exchange.uri().equals("/v2/deployments"));
        if (!amidst) {
            awaitQuiet(http);
        }
        Http.Answer answer = http.send(
                exchange.method(), now(exchange.uri()), exchange.requestHeaders(), now(exchange.requestBody()));
        versions.put(
                read(exchange.body()).path("version").asText("none"),
                read(answer.body()).path("version").asText());
        if (exchange.status() == 201 && answer.status() != 201) {
            refused.add(read(exchange.requestBody()).path("id").asText());
        }
        if (DIFFERENT.keySet().stream().anyMatch(exchange.toString()::startsWith)) {
            return;
        }
        softly.assertThat(answer.status()).as("status of %s", exchange).isEqualTo(exchange.status());
        softly.assertThat(answer.headers()).as("headers of %s", exchange).containsAllEntriesOf(HEADERS);
        for (String header : List.of("Location", "Marathon-Deployment-Id")) {
            softly.assertThat(answer.headers().containsKey(header))
                    .as("%s of %s", header, exchange)
                    .isEqualTo(exchange.headers().containsKey(header));
        }
        softly.assertThat(comparable(answer.body())).as("body of %s", exchange).isEqualTo(comparable(exchange.body()));
    }

    private String now(String recorded) {
        String said = recorded;
        for (Map.Entry<String, String> version : versions.entrySet()) {
            said = said.replace(version.getKey(), version.getValue());
        }
        return said;
    }

    private static void awaitQuiet(Http http) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> http.get("/v2/deployments").body().equals("[]"));
    }

    /** The recorded apps are Python servers; these only wait, and need nothing installed. */
    private static String withoutPython(String text) {
        return text.replace("exec python3 -m http.server --bind 127.0.0.1 $PORT0", "exec tail -f /dev/null")
                .replace(
                        "\"protocol\": \"MESOS_HTTP\"",
                        "\"command\": {\"value\": \"sleep 0.4\"}, \"protocol\": \"COMMAND\"")
                .replace(
                        "\"healthChecks\":[{\"gracePeriod",
                        "\"healthChecks\":[{\"command\":{\"value\":\"sleep 0.4\"},\"gracePeriod")
                .replace("\"protocol\":\"MESOS_HTTP\",\"ipProtocol\"", "\"protocol\":\"COMMAND\",\"ipProtocol\"");
    }

    private Object comparable(String body) {
        return body.startsWith("{") || body.startsWith("[") ? comparable(read(body), "") : body;
    }

    private Object comparable(JsonNode node, String name) {
        if (node instanceof ObjectNode object) {
            Map<String, Object> members = new LinkedHashMap<>();
            object.properties().forEach(member -> {
                if (!UNCOMPARED.contains(member.getKey())) {
                    members.put(member.getKey(), comparable(member.getValue(), member.getKey()));
                }
            });
            return members;
        }
        if (node instanceof ArrayNode array) {
            List<Object> items = new ArrayList<>();
            array.forEach(item -> {
                if (!refused.contains(item.path("id").asText())) {
                    items.add(comparable(item, name));
                }
            });
            return Set.of("apps", "*", "tasks").contains(name) ? sorted(items) : items;
        }
        return scalar(node, name);
    }

    private static List<Object> sorted(List<Object> items) {
        return new ArrayList<>(
                new TreeSet<>(items.stream().map(Object::toString).toList()));
    }

    private static Object scalar(JsonNode node, String name) {
        if (name.equals("port") && node.asInt() >= 10_000 && node.asInt() < 10_100) {
            return "<service port>";
        }
        if (name.equals("ports")) {
            return "<host port>";
        }
        if (node instanceof TextNode text) {
            return text.asText()
                    .replaceAll("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", "<uuid>")
                    .replaceAll("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z", "<time>");
        }
        return node.toString();
    }

    private static JsonNode read(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            return TextNode.valueOf(json);
        }
    }
}
