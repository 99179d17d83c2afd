package io.slipway.registry.settings;

import io.slipway.registry.KeyValue;
import io.slipway.registry.settings.SettingsRecord.Component;

/** Holds one component's value together with where it came from. */
record Held(Object value, String text, String source, long modifyIndex) {

    static Held byDefault(Component component) {
        return new Held(component.defaultValue(), component.defaultText(), "default", 0);
    }

    /** @throws IllegalArgumentException as {@link ValueParser#parse} */
    static Held of(Component component, KeyValue entry) {
        return new Held(component.parser().parse(entry.value()), entry.value(), entry.key(), entry.modifyIndex());
    }
}
