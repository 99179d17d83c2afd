package io.slipway.launcher.spec;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Declares what may be written to one key while a service runs.
 *
 * @param key as below {@code config/<service>/}: {@code orders.page-size}
 * @param defaultText what counts while nothing is written
 * @param min the least allowed, itself included; absent when there is none
 * @param max the greatest allowed, itself included; absent when there is none
 */
public record SettingDeclaration(
        String key,
        SettingType type,
        String defaultText,
        @Nullable String min,
        @Nullable String max) {

    /** Returns what is wrong with a value; empty when it may be written. */
    public Optional<String> fault(String value) {
        try {
            type.parse(value);
        } catch (IllegalArgumentException e) {
            return Optional.of(Quoted.of(value) + " is " + e.getMessage() + ".");
        }
        if (min != null && type.isAfter(min, value)) {
            return Optional.of(Quoted.of(value) + " is below the least allowed, " + min + ".");
        }
        if (max != null && type.isAfter(value, max)) {
            return Optional.of(Quoted.of(value) + " is above the greatest allowed, " + max + ".");
        }
        return Optional.empty();
    }

    /** Returns {@code int, default 10, from 1 to 100}. */
    @Override
    public String toString() {
        return type.word()
                + ", default "
                + (type == SettingType.STRING ? Quoted.of(defaultText) : defaultText)
                + (min == null ? "" : ", from " + min)
                + (max == null ? "" : (min == null ? ", up to " : " to ") + max);
    }
}
