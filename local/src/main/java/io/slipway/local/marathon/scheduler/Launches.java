package io.slipway.local.marathon.scheduler;

import io.slipway.local.marathon.definition.AppDefinition;
import io.slipway.local.marathon.definition.AppVersion;
import io.slipway.local.marathon.definition.PortSpec;
import io.slipway.local.marathon.definition.Resources;
import io.slipway.local.marathon.executor.PortPool;
import io.slipway.local.marathon.executor.TaskEnvironment;
import io.slipway.local.marathon.executor.TaskOrder;
import io.slipway.local.marathon.executor.TaskRunner;
import io.slipway.local.marathon.state.AppState;
import io.slipway.local.marathon.state.Instance;
import io.slipway.marathon.AppId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Gives waiting instances a process, as soon as constraints, resources, ports and backoff allow. */
final class Launches {

    private static final Duration PORTS_AGAIN = Duration.ofSeconds(1);
    private static final String NO_PORTS = "InsufficientPorts";
    private static final String NO_HOST = "UnfulfilledConstraint";

    private final Loop loop;
    private final Ledger ledger;
    private final Herald herald;
    private final Agent agent;
    private final PortPool ports;
    private final Outbox outbox;
    private final TaskRunner runner;
    private final TaskReports reports;
    private final TimeUuids ids;
    private Resources free = Resources.NONE;
    private @Nullable Instant wakeUp;
    private boolean closed;

    Launches(
            Loop loop,
            Ledger ledger,
            Herald herald,
            Agent agent,
            PortPool ports,
            Outbox outbox,
            TaskRunner runner,
            TaskReports reports,
            Clock clock) {
        this.loop = loop;
        this.ledger = ledger;
        this.herald = herald;
        this.agent = agent;
        this.ports = ports;
        this.outbox = outbox;
        this.runner = runner;
        this.reports = reports;
        this.ids = new TimeUuids(clock);
    }

    /** Adds instances that wait for a process. */
    void schedule(AppVersion spec, int count) {
        for (int i = 0; i < count; i++) {
            Instance instance =
                    Instance.scheduled(spec.id().underscored() + ".instance-" + ids.next(), spec, ledger.now());
            ledger.update(spec.id(), app -> app.plus(instance));
            herald.instanceChanged(instance);
        }
    }

    /** Launches what can be launched now, and comes back when the rest may be. */
    void launchWaiting() {
        if (!closed) {
            free = agent.total().minus(ledger.world().used());
            ledger.world().apps().values().forEach(this::launchWaiting);
        }
    }

    /** Launches nothing from now on. */
    void close() {
        closed = true;
    }

    private void launchWaiting(AppState app) {
        List<Instance> waiting = app.waiting();
        Duration left = app.backoff().timeLeft(ledger.now());
        String rejection = null;
        if (!waiting.isEmpty() && !left.isZero()) {
            wakeAfter(left);
        } else {
            for (Instance instance : waiting) {
                String reason = launch(app.id(), instance);
                rejection = reason == null ? rejection : reason;
            }
        }
        if (rejection != null || ledger.world().rejections().containsKey(app.id())) {
            ledger.set(ledger.world().withRejection(app.id(), rejection));
        }
    }

    /** Launches one instance and returns null, or returns why it has to wait. */
    private @Nullable String launch(AppId id, Instance waiting) {
        AppState app = ledger.app(id).orElseThrow();
        AppVersion spec = upToDate(waiting.spec(), app.current());
        boolean occupied = app.instances().stream()
                .anyMatch(instance -> !instance.condition().isWaiting());
        if (spec.definition().isUniquePerHost() && occupied) {
            return NO_HOST;
        }
        Optional<String> lack = free.lacksFor(spec.definition().resources());
        if (lack.isPresent()) {
            return lack.get();
        }
        Optional<List<Integer>> reserved = ports.reserve(
                spec.definition().ports().stream().map(PortSpec::hostPort).toList());
        if (reserved.isEmpty()) {
            wakeAfter(PORTS_AGAIN);
            return NO_PORTS;
        }
        free = free.minus(spec.definition().resources());
        Instant now = ledger.now();
        Instance provisioned = waiting.from(spec).provisioned(reserved.get(), now);
        ledger.change(provisioned);
        ledger.update(id, held -> held.with(held.backoff().afterProgress(now)));
        herald.instanceChanged(provisioned);
        TaskOrder order = order(provisioned);
        outbox.add(() -> runner.start(order, reports.listener(order)));
        return null;
    }

    /** Says what the newest process of an instance is started from. */
    TaskOrder order(Instance instance) {
        AppDefinition definition = instance.spec().definition();
        String taskId = instance.taskId();
        List<Integer> hostPorts = instance.process().ports();
        return new TaskOrder(
                taskId,
                definition.argv(),
                TaskEnvironment.of(instance.spec(), taskId, agent.host(), hostPorts),
                hostPorts,
                agent.sandboxes().resolve(taskId),
                definition.fetch(),
                definition.limits(),
                definition.container().orElse(null));
    }

    /** A process is never started from a configuration that has been replaced; scaling replaces none. */
    private static AppVersion upToDate(AppVersion spec, AppVersion current) {
        return spec.version().compareTo(current.lastConfigChangeAt()) < 0 ? current : spec;
    }

    private void wakeAfter(Duration delay) {
        Instant at = ledger.now().plus(delay);
        if (wakeUp == null || at.isBefore(wakeUp)) {
            wakeUp = at;
            loop.after(delay, () -> wakeUp = null);
        }
    }
}
