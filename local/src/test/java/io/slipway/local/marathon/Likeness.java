package io.slipway.local.marathon;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Compares answers with recorded ones field by field, and learns on the way what recorded ids and versions are called
 * this time.
 */
final class Likeness {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");

    /** Lists without an order of their own. */
    private static final Set<String> UNORDERED = Set.of("apps", "*", "tasks", "groups", "affectedApps");

    private final Map<String, String> known = new HashMap<>();

    /** Returns a recorded text with the ids and versions of this time. */
    String now(String recorded) {
        String said = recorded;
        for (Map.Entry<String, String> one : known.entrySet()) {
            said = said.replace(one.getKey(), one.getValue());
        }
        return said;
    }

    /** Tells whether a recorded id is called so now; one that nothing was learnt of is, if no other one is. */
    boolean isOrMayBe(String recorded, String now) {
        if (!known.containsKey(recorded) && !known.containsValue(now)) {
            learn(recorded, now);
        }
        return now.equals(known.get(recorded));
    }

    private void learn(String recorded, String now) {
        known.putIfAbsent(recorded, now);
    }

    /** Returns what differs, by its place. */
    Map<String, String> compare(String recorded, String answered) {
        Map<String, String> differences = new LinkedHashMap<>();
        compare("", "", read(recorded), read(answered), differences);
        return differences;
    }

    /** Learns from two answers that are alike. */
    void learnFrom(String recorded, String answered) {
        learn(read(recorded), read(answered), "");
    }

    private void learn(JsonNode recorded, JsonNode answered, String name) {
        if (recorded.isObject()) {
            recorded.properties()
                    .forEach(member -> learn(member.getValue(), answered.path(member.getKey()), member.getKey()));
        } else if (recorded.isArray()) {
            pairs(name, recorded, answered).forEach(pair -> learn(pair.recorded(), pair.answered(), name));
        } else if (recorded.isTextual() && answered.isTextual()) {
            learn(UUID.matcher(recorded.asText()), UUID.matcher(answered.asText()));
            if (name.equals("version")) {
                learn(TIME.matcher(recorded.asText()), TIME.matcher(answered.asText()));
            }
        }
    }

    private void learn(Matcher recorded, Matcher answered) {
        while (recorded.find() && answered.find()) {
            learn(recorded.group(), answered.group());
        }
    }

    private void compare(
            String at, String name, JsonNode recorded, JsonNode answered, Map<String, String> differences) {
        if (recorded.isObject() && answered.isObject()) {
            Set<String> members = new LinkedHashSet<>();
            recorded.fieldNames().forEachRemaining(members::add);
            answered.fieldNames().forEachRemaining(members::add);
            members.forEach(member ->
                    compare(at + "/" + member, member, recorded.path(member), answered.path(member), differences));
        } else if (recorded.isArray() && answered.isArray()) {
            if (recorded.size() != answered.size()) {
                differences.put(at, "recorded " + recorded.size() + ", answered " + answered.size() + " members");
                return;
            }
            int index = 0;
            for (Pair pair : pairs(name, recorded, answered)) {
                compare(at + "/" + index++, name, pair.recorded(), pair.answered(), differences);
            }
        } else if (!scalar(recorded, name).equals(scalar(answered, name))) {
            differences.put(at, "recorded " + shown(recorded) + ", answered " + shown(answered));
        }
    }

    private record Pair(JsonNode recorded, JsonNode answered) {}

    /** Those of an unordered list belong together that are called alike; the others as they come. */
    private List<Pair> pairs(String name, JsonNode recorded, JsonNode answered) {
        List<JsonNode> left = new ArrayList<>();
        answered.forEach(left::add);
        List<JsonNode> single = new ArrayList<>();
        List<Pair> pairs = new ArrayList<>();
        for (JsonNode one : recorded) {
            JsonNode same = UNORDERED.contains(name) ? find(left, one) : null;
            if (same == null) {
                single.add(one);
            } else {
                left.remove(same);
                pairs.add(new Pair(one, same));
            }
        }
        if (UNORDERED.contains(name)) {
            single.sort(Comparator.comparing(one -> general(one.toString())));
            left.sort(Comparator.comparing(one -> general(one.toString())));
        }
        for (int i = 0; i < single.size(); i++) {
            pairs.add(new Pair(single.get(i), i < left.size() ? left.get(i) : MissingNode.getInstance()));
        }
        return pairs;
    }

    private @Nullable JsonNode find(List<JsonNode> candidates, JsonNode recorded) {
        String id = now(recorded.path("id").asText());
        return candidates.stream()
                .filter(one -> one.hasNonNull("id") && one.path("id").asText().equals(id))
                .findFirst()
                .orElse(null);
    }

    private static String scalar(JsonNode node, String name) {
        if (name.equals("port") && node.asInt() >= 10_000 && node.asInt() < 10_100) {
            return "<service port>";
        }
        if (name.equals("ports")) {
            return "<host port>";
        }
        return node.isMissingNode() ? "<missing>" : general(node.toString());
    }

    private static String general(String text) {
        return TIME.matcher(UUID.matcher(text).replaceAll("<uuid>")).replaceAll("<time>");
    }

    private static String shown(JsonNode node) {
        String text = node.isMissingNode() ? "nothing" : node.toString();
        return text.length() > 300 ? text.substring(0, 300) + "…" : text;
    }

    private static JsonNode read(String text) {
        try {
            return text.startsWith("{") || text.startsWith("[") || text.startsWith("\"")
                    ? MAPPER.readTree(text)
                    : TextNode.valueOf(text);
        } catch (JsonProcessingException e) {
            return TextNode.valueOf(text);
        }
    }
}
