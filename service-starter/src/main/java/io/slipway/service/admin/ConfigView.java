package io.slipway.service.admin;

import io.slipway.registry.settings.SettingsReport;
import io.slipway.registry.settings.SettingsStore;
import io.slipway.service.Identity;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Shows which settings are in force, where each comes from, and what was refused. */
@Hidden
@RestController
final class ConfigView {

    private final Identity identity;
    private final SettingsStore settings;

    ConfigView(Identity identity, SettingsStore settings) {
        this.identity = identity;
        this.settings = settings;
    }

    @GetMapping(path = "/admin/config", produces = MediaType.APPLICATION_JSON_VALUE)
    Config config() {
        SettingsReport report = settings.report();
        return new Config(identity.service(), identity.instance(), report.settings(), report.refused());
    }

    record Config(
            String service,
            String instance,
            List<SettingsReport.Setting> settings,
            List<SettingsReport.Refusal> refused) {}
}
