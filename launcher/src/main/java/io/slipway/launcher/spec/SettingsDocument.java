package io.slipway.launcher.spec;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes the declared settings of a service as the JSON that is kept beside its values, and reads it back.
 *
 * <p>{@code {"orders.page-size":{"type":"int","default":"10","min":"1","max":"100"}}}, keys sorted.
 */
public final class SettingsDocument {

    private static final JsonMapper MAPPER = new JsonMapper();

    private SettingsDocument() {}

    /** Returns the KV key of a service's declared settings. */
    public static String key(String service) {
        return "slipway/services/" + service + "/settings";
    }

    public static String write(Collection<SettingDeclaration> settings) {
        Map<String, SettingDeclaration> sorted = new TreeMap<>();
        settings.forEach(setting -> sorted.put(setting.key(), setting));
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        sorted.forEach((key, setting) -> {
            ObjectNode declaration = document.putObject(key);
            declaration.put("type", setting.type().word());
            declaration.put("default", setting.defaultText());
            put(declaration, "min", setting.min());
            put(declaration, "max", setting.max());
        });
        return document.toString();
    }

    private static void put(ObjectNode declaration, String field, @Nullable String value) {
        if (value != null) {
            declaration.put(field, value);
        }
    }

    /** @throws IllegalArgumentException if somebody else wrote something else there */
    public static Map<String, SettingDeclaration> read(String json) {
        Map<String, SettingDeclaration> settings = new TreeMap<>();
        try {
            MAPPER.readTree(json)
                    .properties()
                    .forEach(entry -> settings.put(entry.getKey(), setting(entry.getKey(), entry.getValue())));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no JSON: " + Quoted.of(e.getOriginalMessage()), e);
        }
        return settings;
    }

    private static SettingDeclaration setting(String key, JsonNode json) {
        return new SettingDeclaration(
                key,
                SettingType.of(json.path("type").asText()),
                json.path("default").asText(),
                json.hasNonNull("min") ? json.path("min").asText() : null,
                json.hasNonNull("max") ? json.path("max").asText() : null);
    }
}
