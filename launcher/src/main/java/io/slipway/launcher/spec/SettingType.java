package io.slipway.launcher.spec;

import io.slipway.registry.settings.ValueParser;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Names what a setting may be; reads texts as the settings of a running service do. */
public enum SettingType {
    STRING(String.class, false),
    INT(int.class, true),
    LONG(long.class, true),
    DOUBLE(double.class, true),
    BOOLEAN(boolean.class, false),
    DURATION(Duration.class, true);

    private final Class<?> type;
    private final boolean bounded;

    SettingType(Class<?> type, boolean bounded) {
        this.type = type;
        this.bounded = bounded;
    }

    /** @throws IllegalArgumentException whose message says what the text is not: {@code not a whole number} */
    public Comparable<?> parse(String text) {
        return (Comparable<?>) ValueParser.of(type).orElseThrow().parse(text);
    }

    /** Tells whether {@code min} and {@code max} mean something. */
    public boolean isBounded() {
        return bounded;
    }

    /** Returns the name that specs use. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static List<String> words() {
        return Arrays.stream(values()).map(SettingType::word).toList();
    }

    static SettingType of(String word) {
        return Arrays.stream(values())
                .filter(type -> type.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no type. " + Suggestion.instead(word, words())));
    }

    /** Tells whether one value comes after another of this type. */
    @SuppressWarnings("unchecked") // Both come from the same parser, so they compare with each other.
    boolean isAfter(String text, String bound) {
        return ((Comparable<Object>) parse(text)).compareTo(parse(bound)) > 0;
    }
}
