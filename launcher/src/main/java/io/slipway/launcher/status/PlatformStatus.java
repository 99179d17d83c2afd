package io.slipway.launcher.status;

import io.slipway.local.platform.RunningPlatform;
import java.util.ArrayList;
import java.util.List;

/**
 * Tells how the platform and its services are.
 *
 * @param silent for each part that did not tell its view, why
 */
public record PlatformStatus(RunningPlatform platform, List<Service> services, List<String> silent) {

    public PlatformStatus {
        services = List.copyOf(services);
        silent = List.copyOf(silent);
    }

    /** Tells whether every part answered. */
    public boolean isWhole() {
        return silent.isEmpty();
    }

    /** Returns a sentence for each thing that does not fit together; a part that is silent contradicts nobody. */
    List<String> disagreements() {
        List<String> found = new ArrayList<>(silent);
        if (isWhole()) {
            services.forEach(service -> found.addAll(service.disagreements()));
        }
        return found;
    }

    /** Returns it for people: addresses, one table, and where the parts disagree. */
    public String text() {
        return StatusText.of(this);
    }

    /** Returns it for programs; the names are API. */
    public String json() {
        return StatusJson.of(this).toPrettyString();
    }
}
