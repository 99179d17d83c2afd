package io.slipway.service.settings;

import io.slipway.registry.settings.SettingsReport.Refusal;
import io.slipway.registry.settings.SettingsStore;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Shows which version of the settings is in force and what was refused.
 *
 * <p>It is never DOWN: whoever refuses a bad value goes on with the last good one, and must not be taken out for it.
 */
final class SettingsHealth implements HealthIndicator {

    private final SettingsStore store;

    SettingsHealth(SettingsStore store) {
        this.store = store;
    }

    @Override
    public Health health() {
        List<Refusal> refused = store.report().refused();
        Map<String, String> reasons = new TreeMap<>();
        refused.forEach(refusal -> reasons.put(refusal.key(), refusal.reason()));
        return Health.up()
                .withDetail("version", store.version())
                .withDetail("refused", reasons)
                .build();
    }
}
