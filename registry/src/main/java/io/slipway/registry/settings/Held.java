package io.slipway.registry.settings;

import io.slipway.registry.KeyValue;
import io.slipway.registry.settings.SettingsReport.Setting;

/** Holds one component's value together with where it came from. */
record Held(Object value, String text, String source, long modifyIndex) {

    static Held byDefault(Component component) {
        return new Held(component.defaultValue(), component.defaultText(), "default", 0);
    }

    /** @throws IllegalArgumentException as {@link Component#read} */
    static Held of(Component component, KeyValue entry) {
        return new Held(component.read(entry.value()), entry.value(), entry.key(), entry.modifyIndex());
    }

    Setting setting(String key, String shown) {
        return new Setting(key, shown, source, modifyIndex);
    }

    String version() {
        return modifyIndex == 0 ? "default" : "index " + modifyIndex;
    }
}
