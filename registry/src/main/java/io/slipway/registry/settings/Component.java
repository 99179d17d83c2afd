package io.slipway.registry.settings;

import io.slipway.registry.internal.Excerpt;
import io.slipway.registry.settings.SettingsReport.Refusal;
import java.util.List;
import java.util.function.Function;

/**
 * Knows one component of a settings record.
 *
 * @param key as in KV below the service: {@code orders.page-size}
 * @param bounds tells what a value breaks
 * @param secret whether its value is shown to nobody
 */
record Component(
        String key,
        ValueParser parser,
        Function<Object, List<String>> bounds,
        boolean secret,
        String defaultText,
        Object defaultValue) {

    /** @throws IllegalArgumentException as {@link ValueParser#parse}, or with every bound that the value breaks */
    static Object read(ValueParser parser, Function<Object, List<String>> bounds, String text) {
        Object value = parser.parse(Utf8Text.require(text));
        Bounds.require(() -> bounds.apply(value));
        return value;
    }

    Object read(String text) {
        return read(parser, bounds, text);
    }

    /** Returns what people may see of a value. */
    String shown(String text) {
        return secret ? Secrets.MASK : Secrets.withoutPasswords(text);
    }

    Refusal refusal(long modifyIndex, String text, IllegalArgumentException why) {
        String reason = secret ? Secrets.reason(text, why) : Excerpt.of(why);
        return new Refusal(key, Excerpt.of(shown(text)), reason, modifyIndex);
    }
}
