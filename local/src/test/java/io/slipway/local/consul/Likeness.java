package io.slipway.local.consul;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Compares answers of two servers that count differently and make up other ids.
 *
 * <p>An index or id of the one must always meet the same one of the other, and indexes must keep their order. So equal,
 * rising and unchanged indexes are compared, and only their size is not.
 */
final class Likeness {

    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
    private static final Set<String> INDEXES = Set.of("CreateIndex", "ModifyIndex");

    private static final Pattern INDEX = Pattern.compile("(index=|cas=|\"Index\": ?)(\\d{1,15})\\b");

    private final TreeMap<Long, Long> indexes = new TreeMap<>();
    private final Map<String, String> ids = new HashMap<>();
    private final Map<String, String> hashes = new HashMap<>();

    /** Up to here a server counts while it starts, and that not always in the same order. */
    private static final long START = 12;

    /** The index here of what had not changed since the start. */
    private final Map<String, String> untouched = new HashMap<>();

    /** Takes over what another has learned. */
    Likeness copy() {
        Likeness copy = new Likeness();
        copy.indexes.putAll(indexes);
        copy.ids.putAll(ids);
        copy.hashes.putAll(hashes);
        copy.untouched.putAll(untouched);
        return copy;
    }

    /** Writes recorded indexes and ids as the server at hand knows them. */
    String translate(String text) {
        String here = replaceIds(text);
        Matcher index = INDEX.matcher(here);
        String resource = resource(here);
        return index.replaceAll(found -> found.group(1)
                + (isOfStart(found.group(2)) && untouched.containsKey(resource)
                        ? untouched.get(resource)
                        : here(found.group(1), Long.parseLong(found.group(2)))));
    }

    List<String> differences(Transcript.Entry entry, Replay.Answer answer) {
        List<String> found = new ArrayList<>();
        if (entry.status() != answer.status()) {
            found.add("status: " + entry.status() + " became " + answer.status() + " " + answer.body());
            return found;
        }
        String index = entry.headers().get("X-Consul-Index");
        if (index != null && isOfStart(index)) {
            untouched.put(resource(entry.path()), answer.headers().get("x-consul-index"));
        }
        headers(entry, answer, found);
        if (!entry.body().startsWith("base64:") && !entry.body().contains("...(")) {
            body(entry, answer, found);
        }
        return found;
    }

    private void headers(Transcript.Entry entry, Replay.Answer answer, List<String> found) {
        Set<String> names = new TreeSet<>();
        entry.headers().keySet().forEach(name -> names.add(name.toLowerCase(java.util.Locale.ROOT)));
        names.addAll(answer.headers().keySet());
        // When, how long, and cut into which pieces.
        names.removeAll(Set.of("date", "content-length", "transfer-encoding", "connection"));
        Map<String, String> recorded = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        recorded.putAll(entry.headers());
        for (String name : names) {
            String was = recorded.get(name);
            String is = answer.headers().get(name);
            if (was == null || is == null || !sameHeader(name, was, is, entry.path())) {
                found.add("header " + name + ": " + was + " became " + is);
            }
        }
    }

    private boolean sameHeader(String name, String was, String is, String path) {
        return switch (name) {
            case "x-consul-index" ->
                path.startsWith("/v1/event/") ? same(hashes, was, is) : sameIndex(Long.parseLong(was), is);
            case "x-consul-contenthash" -> same(hashes, was, is);
            case "content-type" -> was.replace(" ", "").equals(is.replace(" ", ""));
            default -> was.equals(is);
        };
    }

    private void body(Transcript.Entry entry, Replay.Answer answer, List<String> found) {
        if (!"application/json".equals(entry.headers().get("Content-Type"))) {
            if (!replaceIds(entry.body()).equals(answer.body())) {
                found.add("body: " + entry.body() + " became " + answer.body());
            }
            return;
        }
        try {
            compare("", "", Transcript.JSON.readTree(entry.body()), Transcript.JSON.readTree(answer.body()), found);
        } catch (JsonProcessingException e) {
            found.add("body is no JSON: " + answer.body());
        }
    }

    private void compare(String at, String field, JsonNode was, JsonNode is, List<String> found) {
        if (was.isObject() && is.isObject()) {
            Set<String> names = new TreeSet<>();
            was.fieldNames().forEachRemaining(names::add);
            is.fieldNames().forEachRemaining(names::add);
            for (String name : names) {
                if (was.has(name) && is.has(name)) {
                    compare(at + "/" + name, name, was.get(name), is.get(name), found);
                } else {
                    found.add(at + "/" + name + ": " + was.get(name) + " became " + is.get(name));
                }
            }
        } else if (was.isArray() && is.isArray() && was.size() == is.size()) {
            List<JsonNode> before = Transcript.inOrder(was);
            List<JsonNode> now = Transcript.inOrder(is);
            for (int i = 0; i < before.size(); i++) {
                compare(at + "/" + i, field, before.get(i), now.get(i), found);
            }
        } else if (!sameValue(field, was, is)) {
            found.add(at + ": " + was + " became " + is);
        }
    }

    private boolean sameValue(String field, JsonNode was, JsonNode is) {
        if (INDEXES.contains(field) && was.isNumber() && is.isNumber()) {
            return sameIndex(was.asLong(), is.asText());
        }
        if (field.equals("ContentHash")) {
            return same(hashes, was.asText(), is.asText());
        }
        if (was.isTextual() && is.isTextual() && UUID.matcher(was.asText()).matches()) {
            return UUID.matcher(is.asText()).matches() && same(ids, was.asText(), is.asText());
        }
        return was.equals(is) || (was.isTextual() && replaceIds(was.asText()).equals(is.asText()));
    }

    private boolean sameIndex(long was, String text) {
        long is = Long.parseLong(text);
        if (was <= START) {
            return was == 0 ? is == 0 : is >= 1;
        }
        Long known = indexes.putIfAbsent(was, is);
        Map.Entry<Long, Long> lower = indexes.lowerEntry(was);
        Map.Entry<Long, Long> higher = indexes.higherEntry(was);
        return (known == null || known == is)
                && (lower == null || lower.getValue() <= is)
                && (higher == null || higher.getValue() >= is);
    }

    private long here(String name, long index) {
        if (index == 0 || (!name.startsWith("index") && !indexes.containsKey(index))) {
            return index;
        }
        Map.Entry<Long, Long> lower = indexes.floorEntry(index);
        Map.Entry<Long, Long> higher = indexes.ceilingEntry(index);
        if (lower != null) {
            return lower.getValue() + index - lower.getKey();
        }
        return higher == null ? index : higher.getValue() - (higher.getKey() - index);
    }

    private String replaceIds(String text) {
        String replaced = text;
        for (Map.Entry<String, String> id : ids.entrySet()) {
            replaced = replaced.replace(id.getKey(), id.getValue());
        }
        for (Map.Entry<String, String> hash : hashes.entrySet()) {
            replaced = replaced.replace(hash.getKey(), hash.getValue());
        }
        return replaced;
    }

    private static boolean isOfStart(String index) {
        return index.length() < 3 && Long.parseLong(index) > 0 && Long.parseLong(index) <= START;
    }

    private static String resource(String path) {
        return path.replaceAll("\\?.*", "");
    }

    private static boolean same(Map<String, String> known, String was, String is) {
        String before = known.putIfAbsent(was, is);
        return before == null || before.equals(is);
    }
}
