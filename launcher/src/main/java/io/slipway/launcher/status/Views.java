package io.slipway.launcher.status;

import io.slipway.launcher.wire.ConsulInstance;
import io.slipway.launcher.wire.EdgeServer;
import io.slipway.marathon.App;
import java.util.List;

/** Holds what each part says, as it says it. */
record Views(List<App> apps, List<ConsulInstance> consul, List<EdgeServer> edge) {

    Views {
        apps = List.copyOf(apps);
        consul = List.copyOf(consul);
        edge = List.copyOf(edge);
    }
}
