package io.slipway.local.consul.check;

import io.slipway.local.consul.store.Catalog;
import io.slipway.local.consul.store.Check;
import io.slipway.local.consul.store.Probe;
import io.slipway.local.consul.store.State;
import io.slipway.local.consul.store.Store;
import io.slipway.local.consul.store.Topic;
import io.slipway.local.consul.store.Watchers;
import java.time.Duration;
import java.util.Set;
import java.util.function.Consumer;

/** Repeats what the checks of another service, and those of its node, say. */
final class AliasJob implements Job {

    private static final Duration LOOK_AGAIN = Duration.ofMinutes(1);

    private final Probe.Alias alias;
    private final Store store;
    private final Watchers watchers;
    private final Consumer<Finding> found;
    private volatile boolean stopped;

    AliasJob(Probe.Alias alias, Store store, Watchers watchers, Consumer<Finding> found) {
        this.alias = alias;
        this.store = store;
        this.watchers = watchers;
        this.found = found;
    }

    @Override
    public void start() {
        look(store.state());
    }

    @Override
    public void stop() {
        stopped = true;
    }

    private void look(State state) {
        if (stopped) {
            return;
        }
        Catalog seen = state.catalog();
        found.accept(findingIn(seen));
        var unused = watchers.await(
                        store::state,
                        Set.of(Topic.Table.CHECKS),
                        now -> now.catalog().checksIndex() > seen.checksIndex(),
                        LOOK_AGAIN)
                .thenAcceptAsync(this::look, watchers.executor());
    }

    private Finding findingIn(Catalog catalog) {
        Finding finding = Finding.passing("No checks found.");
        for (Check check : catalog.checksOf(alias.node())) {
            if (check.isOfNode() || check.serviceId().equals(alias.service())) {
                if (check.is(Check.CRITICAL)) {
                    return Finding.critical(failing(check));
                }
                finding = check.is(Check.WARNING) || finding.status().equals(Check.WARNING)
                        ? Finding.warning(check.is(Check.WARNING) ? failing(check) : finding.output())
                        : Finding.passing("All checks passing.");
            }
        }
        return finding;
    }

    private static String failing(Check check) {
        return "Aliased check \"" + check.name() + "\" failing: " + check.output();
    }
}
