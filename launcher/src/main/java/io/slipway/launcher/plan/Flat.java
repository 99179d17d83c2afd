package io.slipway.launcher.plan;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.launcher.spec.Quoted;
import java.util.Map;
import java.util.TreeMap;

/** Flattens JSON into one printable value for each path: {@code healthChecks[0].path} → {@code "/health"}. */
final class Flat {

    private static final int LONGEST = 200;

    private Flat() {}

    static Map<String, String> of(String path, JsonNode json) {
        Map<String, String> values = new TreeMap<>();
        flatten(path, json, values);
        return values;
    }

    private static void flatten(String path, JsonNode json, Map<String, String> values) {
        if (json.isObject()) {
            json.properties().forEach(field -> flatten(path + "." + field.getKey(), field.getValue(), values));
        } else if (json.isArray()) {
            for (int i = 0; i < json.size(); i++) {
                flatten(path + "[" + i + "]", json.get(i), values);
            }
        } else if (!json.isMissingNode() && !json.isNull()) {
            values.put(path, shown(json));
        }
    }

    /** Writes equal numbers alike: Marathon says {@code 256.0} where a spec says {@code 256}. */
    private static String shown(JsonNode scalar) {
        if (scalar.isNumber()) {
            return scalar.decimalValue().stripTrailingZeros().toPlainString();
        }
        return scalar.isTextual() ? Quoted.of(scalar.asText(), LONGEST) : scalar.asText();
    }
}
