package io.slipway.launcher.engine;

import io.slipway.marathon.App;
import io.slipway.marathon.AppId;
import io.slipway.marathon.DeploymentResult;
import io.slipway.marathon.Marathon;
import io.slipway.marathon.MarathonException;
import io.slipway.marathon.rollout.DeploymentWatch;
import io.slipway.marathon.rollout.DeploymentWatch.Outcome;
import io.slipway.marathon.rollout.Losses;
import io.slipway.marathon.rollout.Patience;
import io.slipway.marathon.rollout.Rollback;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Carries one change of one app to its end: done, or undone.
 *
 * <p>What was before is remembered before the change begins; a version number alone would not do (contract, fact 8).
 */
final class Rollout {

    private final Marathon marathon;
    private final AppId id;
    private final Optional<App> before;
    private final Rollback rollback;
    private final Patience patience;
    private final Consumer<String> progress;

    Rollout(Marathon marathon, AppId id, Optional<App> before, Patience patience, Consumer<String> progress) {
        this.marathon = marathon;
        this.id = id;
        this.before = before;
        this.rollback = new Rollback(marathon, id, before);
        this.patience = patience;
        this.progress = progress;
    }

    /** @throws DeployException if it was not done; then what was before runs, as far as that could be reached */
    void run(Supplier<DeploymentResult> change) throws InterruptedException {
        Losses losses = new Losses(id, before);
        try (DeploymentWatch watch = new DeploymentWatch(marathon, id, patience, losses, progress)) {
            watch.listen();
            DeploymentResult deployment = begin(change);
            Outcome outcome = await(watch, deployment);
            if (outcome == Outcome.CANCELLED) {
                throw new DeployException(
                        "Somebody else cancelled the deployment of " + id + ", or changed the app meanwhile."
                                + " Look at what runs with \"slipway status\", and deploy again.");
            }
            if (outcome != Outcome.SUCCEEDED) {
                undo(deployment, Diagnosis.of(id, outcome, losses, patience));
            }
        }
    }

    private DeploymentResult begin(Supplier<DeploymentResult> change) {
        try {
            return change.get();
        } catch (MarathonException e) {
            if (e.lockedBy().isEmpty()) {
                throw new DeployException("Marathon refuses to change " + id + ": " + e.getMessage());
            }
            throw new DeployException("Another deployment holds " + id + ": " + String.join(", ", e.lockedBy())
                    + ". Wait until it ends, and try again.");
        }
    }

    private Outcome await(DeploymentWatch watch, DeploymentResult deployment) throws InterruptedException {
        try {
            return watch.await(deployment, before);
        } catch (InterruptedException e) {
            progress.accept("interrupted; going back to what was before");
            rollback.undo(deployment);
            throw e;
        }
    }

    private void undo(DeploymentResult deployment, Diagnosis diagnosis) throws InterruptedException {
        Optional<App> failed = marathon.app(id);
        progress.accept("not ready; going back to what was before");
        Optional<DeploymentResult> back = rollback.undo(deployment);
        if (back.isEmpty() && DeploymentWatch.isReached(marathon.app(id), deployment, before)) {
            return; // It came to its end at the last moment.
        }
        Losses none = new Losses(id, failed);
        Outcome outcome;
        try (DeploymentWatch second = new DeploymentWatch(marathon, id, patience, none, progress)) {
            outcome = second.awaitState(
                    back.orElseGet(rollback::restore),
                    app -> before.isPresent() ? app.filter(App::isAsWanted).isPresent() : app.isEmpty());
        }
        throw diagnosis.exception(failed, before, outcome == Outcome.SUCCEEDED);
    }
}
