package io.slipway.local.marathon.definition;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects what is wrong with a definition, by the path of the faulty member. */
final class Faults {

    private final Map<String, List<String>> byPath = new LinkedHashMap<>();

    void add(String path, String error) {
        byPath.computeIfAbsent(path, absent -> new ArrayList<>()).add(error);
    }

    void addIf(boolean wrong, String path, String error) {
        if (wrong) {
            add(path, error);
        }
    }

    boolean isEmpty() {
        return byPath.isEmpty();
    }

    /** Returns {@code [{"path":"/instances","errors":["error.min"]}]}. */
    ArrayNode details() {
        ArrayNode details = Json.array();
        byPath.forEach((path, errors) -> {
            ArrayNode list = details.addObject().put("path", path).putArray("errors");
            errors.forEach(list::add);
        });
        return details;
    }
}
