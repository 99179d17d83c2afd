package io.slipway.bench.edge;

import io.slipway.marathon.App;
import io.slipway.marathon.AppFilter;
import io.slipway.marathon.MarathonEvent;
import io.slipway.marathon.testing.PartialMarathon;
import java.util.List;
import java.util.function.Consumer;

/** Runs nothing, and says so at once. */
final class NoApps extends PartialMarathon {

    @Override
    public List<App> apps(AppFilter filter) {
        return List.of();
    }

    @Override
    public AutoCloseable listen(Consumer<MarathonEvent> listener, Runnable connected) {
        connected.run();
        return () -> {};
    }

    @Override
    public void close() {}
}
