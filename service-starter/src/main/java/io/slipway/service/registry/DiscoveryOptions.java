package io.slipway.service.registry;

import io.slipway.registry.discovery.Discovery;
import io.slipway.registry.discovery.Filter;
import io.slipway.registry.discovery.ZoneRule;
import java.nio.file.Path;
import org.springframework.core.env.Environment;

/** Reads from the environment how to discover: the zone to stay in, and where to keep what is known on disk. */
final class DiscoveryOptions {

    private DiscoveryOptions() {}

    static Discovery.Options of(Environment environment) {
        Discovery.Options options = Discovery.Options.DEFAULT;
        String zone = environment.getProperty("SLIPWAY_ZONE", "").strip();
        if (!zone.isEmpty()) {
            options = options.withFilter(Filter.none().withZone(ZoneRule.prefer(zone)));
        }
        String folder = environment.getProperty("SLIPWAY_SNAPSHOT_DIR", "").strip();
        return folder.isEmpty() ? options : options.withSnapshotFolder(Path.of(folder));
    }
}
