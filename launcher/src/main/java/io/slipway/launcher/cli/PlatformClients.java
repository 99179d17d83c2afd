package io.slipway.launcher.cli;

import io.slipway.launcher.engine.ArtifactStore;
import io.slipway.launcher.engine.MarathonEngine;
import io.slipway.local.platform.Addresses;
import io.slipway.marathon.Marathon;
import io.slipway.marathon.http.MarathonClient;
import io.slipway.marathon.rollout.Patience;
import io.slipway.registry.Registry;
import io.slipway.registry.consul.ConsulRegistry;
import java.util.List;

/** Opens the Marathon and the Consul of the platform that is up, for one command. */
record PlatformClients(Marathon marathon, Registry registry) implements AutoCloseable {

    static PlatformClients open(Addresses platform) {
        return new PlatformClients(
                MarathonClient.connect(List.of(platform.marathon(""))), ConsulRegistry.connect(platform.consul("")));
    }

    MarathonEngine engine(Context context) {
        ArtifactStore artifacts = new ArtifactStore(context.home().artifacts());
        return new MarathonEngine(marathon, registry, artifacts, Patience.DEFAULT, context.out()::println);
    }

    @Override
    public void close() {
        marathon.close();
        registry.close();
    }
}
