package io.slipway.local.marathon.scheduler;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.local.marathon.definition.AppDefinition;
import io.slipway.local.marathon.definition.GroupUpdate;
import io.slipway.local.marathon.definition.Refusal;
import io.slipway.local.marathon.event.EventBus;
import io.slipway.local.marathon.executor.PortPool;
import io.slipway.local.marathon.executor.TaskRunner;
import io.slipway.local.marathon.health.HealthMonitor;
import io.slipway.local.marathon.plan.Backoff;
import io.slipway.local.marathon.plan.DeploymentPlan;
import io.slipway.local.marathon.state.Deployment;
import io.slipway.local.marathon.state.Instance;
import io.slipway.local.marathon.state.World;
import io.slipway.marathon.AppId;
import io.slipway.marathon.DeploymentResult;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps apps as they shall be.
 *
 * <p>Safe for use by several threads: reading returns a snapshot, changing waits for one turn of the scheduler's own
 * thread and returns when the deployment it began can be seen.
 */
public final class Scheduler implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Scheduler.class);

    /** Marathon's {@code --scale_apps_initial_delay} and {@code --scale_apps_interval}. */
    private static final Duration FIRST_UPKEEP = Duration.ofSeconds(15);

    private static final Duration UPKEEP = Duration.ofMinutes(5);
    private static final Duration BEYOND_GRACE = Duration.ofSeconds(5);

    private final Loop loop = new Loop(new Loop.Turns() {
        @Override
        public void afterEach() {
            deployments.advance();
            launches.launchWaiting();
        }

        @Override
        public void settle() {
            Scheduler.this.settle();
        }
    });
    private final Outbox outbox = new Outbox();
    private final Journal journal;
    private final Clock clock;
    private final EventBus events;
    private final Agent agent;
    private final Ledger ledger;
    private final Launches launches;
    private final Kills kills;
    private final Deployments deployments;
    private final Changes changes;
    private final GroupChanges groupChanges;
    private final CountDownLatch ended = new CountDownLatch(1);
    private boolean closing;
    private volatile World world = World.EMPTY;

    /** Goes on where the journal ends. */
    public Scheduler(
            Clock clock,
            EventBus events,
            Agent agent,
            PortPool ports,
            TaskRunner runner,
            HealthMonitor health,
            Journal journal) {
        this.clock = clock;
        this.journal = journal;
        this.events = events;
        this.agent = agent;
        this.ledger = new Ledger(clock);
        Herald herald = new Herald(events, outbox, agent, ledger);
        Watches watches = new Watches(health);
        this.kills = new Kills(ledger, herald, outbox, runner, watches);
        HealthReports healthReports = new HealthReports(ledger, herald, kills);
        TaskReports reports = new TaskReports(loop, ledger, herald, ports, watches, healthReports);
        this.launches = new Launches(loop, ledger, herald, agent, ports, outbox, runner, reports, clock);
        this.deployments = new Deployments(ledger, herald, launches, kills);
        Commits commits = new Commits(agent, ledger, herald, deployments);
        this.changes = new Changes(ledger, herald, commits);
        this.groupChanges = new GroupChanges(ledger, herald, commits);
        Recovery recovery = new Recovery(ledger, ports, runner, reports, launches, kills);
        loop.ask(() -> {
            recover(recovery);
            return ledger;
        });
        loop.after(FIRST_UPKEEP, this::upkeep);
    }

    private void recover(Recovery recovery) {
        Saved saved = journal.read();
        ledger.restore(saved.world());
        deployments.restore(saved.notes());
        recovery.run();
    }

    public World world() {
        return world;
    }

    public Agent agent() {
        return agent;
    }

    public EventBus events() {
        return events;
    }

    public Instant now() {
        return clock.instant();
    }

    public Creation create(AppDefinition posted, boolean force, Caller caller) {
        return loop.ask(() -> changes.create(posted, force, caller));
    }

    public Update update(
            Map<AppId, ObjectNode> updates, boolean partial, boolean mayCreate, boolean force, Caller caller) {
        return loop.ask(() -> changes.update(updates, partial, mayCreate, force, caller));
    }

    public DeploymentResult delete(AppId id, boolean force) {
        return loop.ask(() -> changes.delete(id, force));
    }

    public DeploymentResult createGroup(GroupUpdate update, boolean force) {
        return loop.ask(() -> groupChanges.create(update, force));
    }

    public DeploymentResult updateGroup(GroupUpdate update, boolean force) {
        return loop.ask(() -> groupChanges.put(update, force));
    }

    /** Returns the plan that an update would have carried out. */
    public DeploymentPlan planGroup(GroupUpdate update) {
        return loop.ask(() -> groupChanges.plan(update));
    }

    /** Deletes a group and everything in it. */
    public DeploymentResult deleteGroup(String group, boolean force) {
        return loop.ask(() -> groupChanges.delete(group, force));
    }

    public DeploymentResult restart(AppId id, boolean force) {
        return loop.ask(() -> changes.restart(id, force));
    }

    public DeploymentResult rollBack(String deploymentId) {
        return loop.ask(() -> changes.rollBack(deployment(deploymentId)));
    }

    public void cancel(String deploymentId) {
        loop.ask(() -> {
            deployments.cancel(deployment(deploymentId));
            return deploymentId;
        });
    }

    /** Ends tasks and lowers the number of instances of their apps. */
    public DeploymentResult scaleDown(List<Instance> victims, boolean force) {
        return loop.ask(() -> changes.scaleDown(victims, force));
    }

    /**
     * Ends the processes of instances; their apps start others.
     *
     * @param wipe gives up the instances too
     */
    public void kill(List<Instance> victims, boolean wipe) {
        Set<String> ids = victims.stream().map(Instance::id).collect(Collectors.toSet());
        loop.ask(() -> {
            ledger.instances()
                    .filter(instance -> ids.contains(instance.id()))
                    .toList()
                    .forEach(instance -> kill(instance, wipe));
            return ids;
        });
    }

    /** Lets an app launch at once; false when nothing of it waits. */
    public boolean resetDelay(AppId id) {
        return loop.ask(() -> {
            boolean waits =
                    ledger.app(id).filter(app -> !app.waiting().isEmpty()).isPresent();
            ledger.update(id, app -> app.with(Backoff.NONE));
            return waits;
        });
    }

    /** Ends every task: asks, and waits no longer than the longest grace and a little more. */
    @Override
    public void close() {
        Duration patience = loop.ask(() -> {
            closing = true;
            launches.close();
            List<Instance> all = ledger.instances().toList();
            all.forEach(kills::end);
            return all.stream().map(Kills::grace).max(Duration::compareTo).orElse(Duration.ZERO);
        });
        try {
            if (!ended.await(patience.plus(BEYOND_GRACE).toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("Some tasks have not ended within {} and {} more", patience, BEYOND_GRACE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        loop.close();
    }

    /** Ends nothing, and does nothing more: another scheduler will go on. */
    public void leave() {
        loop.ask(() -> {
            launches.close();
            return ledger;
        });
        loop.close();
    }

    private void kill(Instance instance, boolean wipe) {
        if (wipe) {
            kills.expunge(instance);
            deployments.settle(instance.app());
        } else {
            kills.end(instance);
        }
    }

    private Deployment deployment(String id) {
        return ledger.world()
                .deployment(id)
                .orElseThrow(() -> Refusal.notFound("DeploymentPlan " + id + " does not exist"));
    }

    private void upkeep() {
        ledger.world().apps().keySet().forEach(deployments::settle);
        loop.after(UPKEEP, this::upkeep);
    }

    /** What could not be written down is done all the same: whoever asked for it is told. */
    private void settle() {
        try {
            journal.save(new Saved(ledger.world(), deployments.notes()));
        } finally {
            world = ledger.world();
            outbox.release();
        }
        if (closing
                && ledger.instances().allMatch(instance -> instance.condition().isWaiting())) {
            ended.countDown();
        }
    }
}
