package io.slipway.service.admin;

import io.slipway.registry.settings.SettingsReport;
import io.slipway.registry.settings.SettingsReport.Setting;
import io.slipway.registry.settings.SettingsStore;
import io.slipway.service.Identity;
import io.slipway.service.settings.ConfigKey;
import io.slipway.service.settings.Provenance;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Shows which settings are in force, what was refused, and where the value of every key comes from. */
@Hidden
@RestController
final class ConfigView {

    // Consul takes half a megabyte for one value.
    private static final int LONGEST = 1000;

    private final Identity identity;
    private final SettingsStore settings;
    private final Provenance provenance;

    ConfigView(Identity identity, SettingsStore settings, Provenance provenance) {
        this.identity = identity;
        this.settings = settings;
        this.provenance = provenance;
    }

    @GetMapping(path = "/admin/config", produces = MediaType.APPLICATION_JSON_VALUE)
    Config config() {
        SettingsReport report = settings.report();
        return new Config(
                identity.service(),
                identity.instance(),
                report.settings().stream().map(ConfigView::shortened).toList(),
                report.refused(),
                provenance.keys());
    }

    private static Setting shortened(Setting setting) {
        return setting.value().length() <= LONGEST
                ? setting
                : new Setting(
                        setting.key(),
                        setting.value().substring(0, LONGEST) + "…",
                        setting.source(),
                        setting.modifyIndex());
    }

    record Config(
            String service,
            String instance,
            List<Setting> settings,
            List<SettingsReport.Refusal> refused,
            List<ConfigKey> keys) {}
}
