package io.slipway.local.marathon.scheduler;

import io.slipway.local.marathon.definition.AppVersion;
import io.slipway.local.marathon.plan.Action;
import io.slipway.local.marathon.plan.Action.Kind;
import io.slipway.local.marathon.plan.DeploymentPlan;
import io.slipway.local.marathon.scheduler.Work.Move;
import io.slipway.local.marathon.state.AppState;
import io.slipway.local.marathon.state.Deployment;
import io.slipway.local.marathon.state.Instance;
import io.slipway.marathon.AppId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Carries deployments out: looks again after every turn, and does what is next. */
final class Deployments {

    private static final String CANCELLED = "The upgrade has been cancelled";

    private final Ledger ledger;
    private final Herald herald;
    private final Launches launches;
    private final Kills kills;
    private final Map<String, Notes> notes = new HashMap<>();

    Deployments(Ledger ledger, Herald herald, Launches launches, Kills kills) {
        this.ledger = ledger;
        this.herald = herald;
        this.launches = launches;
        this.kills = kills;
    }

    /** Returns how far each is. */
    Map<String, Notes> notes() {
        return notes;
    }

    /** Goes on where an earlier scheduler was. */
    void restore(Map<String, Notes> saved) {
        notes.putAll(saved);
    }

    /**
     * Begins a deployment; one without steps is over at once and never seen.
     *
     * @param named ids of instances that shall go first, by app
     */
    void begin(DeploymentPlan plan, Map<AppId, AppVersion> before, Map<AppId, Set<String>> named) {
        if (plan.isEmpty()) {
            herald.deploymentSucceeded(plan);
            return;
        }
        Deployment deployment = new Deployment(plan, 0, before);
        List<Deployment> grown = new ArrayList<>(ledger.world().deployments());
        grown.add(deployment);
        ledger.set(ledger.world().withDeployments(grown));
        notes.put(plan.id(), new Notes(named, Map.of()));
        herald.deploymentInfo(deployment);
    }

    /** Ends a deployment where it stands; what it has done stays. */
    void cancel(Deployment deployment) {
        remove(deployment);
        herald.deploymentFailed(deployment.plan(), CANCELLED);
    }

    /** Does whatever can be done now. */
    void advance() {
        boolean moved;
        do {
            moved = false;
            for (Deployment deployment : ledger.world().deployments()) {
                moved |= advance(deployment);
            }
        } while (moved);
    }

    private boolean advance(Deployment deployment) {
        boolean moved = false;
        boolean done = true;
        for (Action action : deployment.currentActions()) {
            Work work = work(deployment, action);
            Move move = work.next(instances(action));
            note(deployment, action, move.next());
            moved |= carryOut(action, move) || !move.next().equals(work);
            done &= move.done();
        }
        if (done) {
            finishStep(deployment);
        }
        return moved || done;
    }

    /** Most turns change nothing for most apps: of a deployment of hundreds, few notes need to be made anew. */
    private void note(Deployment deployment, Action action, Work next) {
        if (!next.equals(notesOf(deployment).works().get(action.app()))) {
            notes.put(deployment.id(), notesOf(deployment).with(action.app(), next));
        }
    }

    private boolean carryOut(Action action, Move move) {
        ledger.app(action.app()).ifPresent(app -> launches.schedule(app.current(), move.start()));
        boolean moved = move.start() > 0;
        for (Instance instance : move.kill()) {
            moved |= kills.expunge(instance);
        }
        return moved;
    }

    private void finishStep(Deployment deployment) {
        deployment.currentActions().stream()
                .filter(action -> action.kind() == Kind.STOP)
                .forEach(action -> herald.appTerminated(action.app()));
        herald.stepSucceeded(deployment);
        if (deployment.isLast()) {
            remove(deployment);
            herald.deploymentSucceeded(deployment.plan());
            deployment.plan().affectedApps().forEach(this::settle);
            return;
        }
        notes.put(deployment.id(), notesOf(deployment).fresh());
        Deployment next = deployment.next();
        List<Deployment> changed = new ArrayList<>(ledger.world().deployments());
        changed.replaceAll(one -> one.id().equals(next.id()) ? next : one);
        ledger.set(ledger.world().withDeployments(changed));
        herald.deploymentInfo(next);
    }

    /** Brings an app that no deployment holds to its number of instances. */
    void settle(AppId id) {
        ledger.app(id).filter(app -> !ledger.world().isLocked(id)).ifPresent(app -> {
            Move move = Work.Scale.to(app.current(), Set.of()).next(app.instances());
            move.kill().forEach(kills::expunge);
            int lacking = app.current().definition().instances() - app.wanted().size();
            launches.schedule(app.current(), Math.max(0, lacking));
        });
    }

    private Work work(Deployment deployment, Action action) {
        Work known = notesOf(deployment).works().get(action.app());
        if (known != null) {
            return known;
        }
        if (action.kind() == Kind.STOP) {
            return new Work.Stop();
        }
        if (action.kind() == Kind.START) {
            return new Work.Start();
        }
        AppState app = ledger.app(action.app()).orElseThrow();
        if (action.kind() == Kind.RESTART) {
            return Work.Restart.to(app.current(), app.instances());
        }
        return Work.Scale.to(app.current(), notesOf(deployment).victims().getOrDefault(action.app(), Set.of()));
    }

    private List<Instance> instances(Action action) {
        if (action.kind() == Kind.STOP) {
            return ledger.world().leaving().stream()
                    .filter(instance -> instance.app().equals(action.app()))
                    .toList();
        }
        return ledger.app(action.app()).map(AppState::instances).orElse(List.of());
    }

    private Notes notesOf(Deployment deployment) {
        return notes.getOrDefault(deployment.id(), new Notes(Map.of(), Map.of()));
    }

    private void remove(Deployment deployment) {
        notes.remove(deployment.id());
        ledger.set(ledger.world()
                .withDeployments(ledger.world().deployments().stream()
                        .filter(one -> !one.id().equals(deployment.id()))
                        .toList()));
    }
}
