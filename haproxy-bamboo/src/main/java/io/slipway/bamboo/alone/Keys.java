package io.slipway.bamboo.alone;

import io.slipway.bamboo.alone.FlatYaml.Value;
import io.slipway.registry.settings.Nearest;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** Takes the values of a file out, one after another, and says what is missing, wrong or left over. */
final class Keys {

    private final String file;
    private final Map<String, Value> values;
    private final List<String> problems;
    private final Set<String> known = new TreeSet<>();

    Keys(String file, Map<String, Value> values, List<String> problems) {
        this.file = file;
        this.values = values;
        this.problems = problems;
    }

    /** Names a place to listen at or to send to. */
    record HostPort(String host, int port) {

        static HostPort parse(String text) {
            int colon = text.lastIndexOf(':');
            if (colon > 0 && isPort(text.substring(colon + 1))) {
                return new HostPort(text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
            }
            throw new IllegalArgumentException("no host and port, as in 127.0.0.1:9090");
        }
    }

    static int port(String text) {
        if (!isPort(text)) {
            throw new IllegalArgumentException("no port, as in 443");
        }
        return Integer.parseInt(text);
    }

    private static boolean isPort(String text) {
        return text.matches("[1-9][0-9]{0,4}") && Integer.parseInt(text) <= 65_535;
    }

    static URI http(String text) {
        try {
            URI uri = URI.create(text);
            if (uri.getHost() != null
                    && String.valueOf(uri.getScheme()).matches("https?")
                    && uri.getUserInfo() == null) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("no URL, as in http://127.0.0.1:8080", e);
        }
        throw new IllegalArgumentException("no URL without a password in it, as in http://127.0.0.1:8080");
    }

    boolean has(String key) {
        known.add(key);
        return values.containsKey(key);
    }

    /** Reads a value that must be there; {@code otherwise} stands for it where that is a problem. */
    <T> T required(String key, Function<String, T> reading, T otherwise) {
        if (!has(key)) {
            problems.add(file + ": " + key + " is missing.");
        }
        return optional(key, reading, otherwise);
    }

    <T> T optional(String key, Function<String, T> reading, T otherwise) {
        List<T> all = list(key, reading);
        return all.size() == 1 ? all.get(0) : otherwise;
    }

    /** Reads one value or several. */
    <T> List<T> list(String key, Function<String, T> reading) {
        if (!has(key)) {
            return List.of();
        }
        Value value = values.getOrDefault(key, new Value(List.of(), 0));
        try {
            return value.texts().stream().map(reading).toList();
        } catch (IllegalArgumentException e) {
            problems.add(file + ":" + value.line() + ": " + key + " is " + e.getMessage() + ".");
            return List.of();
        }
    }

    /** Says which keys nobody asked for. */
    void done() {
        values.forEach((key, value) -> {
            if (!known.contains(key)) {
                String instead = Nearest.of(key, known)
                        .map(near -> "did you mean " + near + "?")
                        .orElse("known are " + String.join(", ", known) + ".");
                problems.add(file + ":" + value.line() + ": There is no key " + key.replaceAll("[^A-Za-z0-9._-]", "?")
                        + ": " + instead);
            }
        });
    }
}
