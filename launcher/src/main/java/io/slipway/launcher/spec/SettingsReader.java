package io.slipway.launcher.spec;

import io.slipway.launcher.spec.Yaml.Entry;
import io.slipway.launcher.spec.Yaml.Mapping;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the {@code settings:} section: what may change while a service runs. */
final class SettingsReader {

    private static final Pattern KEY = Pattern.compile("[a-z][a-z0-9-]*(\\.[a-z0-9-]+)+");

    private final Problems problems;

    SettingsReader(Problems problems) {
        this.problems = problems;
    }

    /** Returns the declarations that are right, by the place of their keys. */
    Map<Place, SettingDeclaration> read(Mapping section) {
        Map<Place, SettingDeclaration> settings = new LinkedHashMap<>();
        section.entries()
                .forEach((key, entry) -> setting(key, entry).ifPresent(setting -> settings.put(entry.key(), setting)));
        return settings;
    }

    private Optional<SettingDeclaration> setting(String key, Entry entry) {
        if (!KEY.matcher(key).matches()) {
            problems.add(
                    entry.key(),
                    Quoted.of(key)
                            + " is no key of a setting. Write the prefix of its record, a dot and its name in lower"
                            + " case with dashes, as in orders.page-size.");
            return Optional.empty();
        }
        if (!(entry.value() instanceof Mapping mapping)) {
            problems.add(
                    entry.value().place(),
                    key + " is " + entry.value().kind() + ". Declare it, as in { type: int, default: 10 }.");
            return Optional.empty();
        }
        Fields fields = new Fields(new Mapping(entry.key(), mapping.entries()), key + ".", problems);
        Optional<SettingType> type = fields.required("type", SettingType::of, "int");
        Optional<String> defaultText = defaultText(fields, type);
        Optional<String> min = bound(fields, "min", type);
        Optional<String> max = bound(fields, "max", type);
        fields.done();
        if (type.isEmpty() || defaultText.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(ordered(
                entry.key(),
                new SettingDeclaration(key, type.get(), defaultText.get(), min.orElse(null), max.orElse(null))));
    }

    private Optional<String> defaultText(Fields fields, Optional<SettingType> type) {
        String example = type.map(SettingsReader::example).orElse("10");
        return fields.required("default", type.map(SettingsReader::valueOf).orElse(text -> text), example);
    }

    private Optional<String> bound(Fields fields, String bound, Optional<SettingType> type) {
        if (type.isPresent() && !type.get().isBounded()) {
            return fields.optional(bound, SettingsReader::meaningless, "1");
        }
        return fields.optional(
                bound,
                type.map(SettingsReader::valueOf).orElse(text -> text),
                type.map(SettingsReader::example).orElse("1"));
    }

    private static String meaningless(String text) {
        throw new IllegalArgumentException("a bound for something that has no order. Leave it out.");
    }

    private static Rule<String> valueOf(SettingType type) {
        return text -> {
            try {
                type.parse(text);
                return text;
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(e.getMessage() + ". Write one, as in " + example(type) + ".", e);
            }
        };
    }

    private static String example(SettingType type) {
        return switch (type) {
            case STRING -> "Hello";
            case INT, LONG -> "10";
            case DOUBLE -> "0.5";
            case BOOLEAN -> "true";
            case DURATION -> "300ms";
        };
    }

    private SettingDeclaration ordered(Place place, SettingDeclaration setting) {
        if (isAfter(setting.type(), setting.min(), setting.max())) {
            problems.add(place, setting.key() + ".min is above its max. Exchange them.");
        } else {
            setting.fault(setting.defaultText())
                    .ifPresent(fault -> problems.add(
                            place, setting.key() + ".default " + fault + " Change the default or the bound."));
        }
        return setting;
    }

    private static boolean isAfter(SettingType type, @Nullable String min, @Nullable String max) {
        return min != null && max != null && type.isAfter(min, max);
    }
}
