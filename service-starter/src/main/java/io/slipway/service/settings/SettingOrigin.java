package io.slipway.service.settings;

import io.slipway.registry.settings.SettingsReport.Setting;
import org.springframework.boot.origin.Origin;

/** Says where a setting in force comes from: its KV key and ModifyIndex, or the default in its record. */
record SettingOrigin(String source, long modifyIndex) implements Origin {

    static SettingOrigin of(Setting setting) {
        return new SettingOrigin(setting.source(), setting.modifyIndex());
    }

    Layer layer() {
        return modifyIndex == 0 ? Layer.DEFAULT : Layer.ANY_TIME;
    }

    @Override
    public String toString() {
        return modifyIndex == 0 ? source : "KV " + source + ", ModifyIndex " + modifyIndex;
    }
}
