package io.slipway.marathon.rollout;

import io.slipway.marathon.App;
import io.slipway.marathon.AppId;
import io.slipway.marathon.DeploymentResult;
import io.slipway.marathon.Marathon;
import io.slipway.marathon.MarathonException;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Goes back to what was before a change.
 *
 * <p>What was is to be read before the change: afterwards nothing tells which of the kept versions it was, for they are
 * in no order and their times lie.
 *
 * @param before absent when the app was new: then going back deletes it
 */
public record Rollback(Marathon marathon, AppId id, Optional<App> before) {

    private static final int NOT_FOUND = 404;

    /** Undoes a deployment where it is still in progress, and restores what was before where it is over. */
    public DeploymentResult from(DeploymentResult deployment) {
        return undo(deployment).orElseGet(this::restore);
    }

    /** Undoes a deployment; returns nothing when it is over, and so can no longer be undone by its id. */
    public Optional<DeploymentResult> undo(DeploymentResult deployment) {
        return unlessGone(() -> marathon.rollback(deployment.deploymentId()));
    }

    /** Makes the app what it was, whatever holds it now. */
    public DeploymentResult restore() {
        if (before.isEmpty()) {
            return marathon.delete(id, true);
        }
        // Marathon keeps some fifty versions, and none of an app that was deleted meanwhile.
        App app = before.get();
        return unlessGone(() -> marathon.restore(id, app.version(), true))
                .orElseGet(() -> marathon.replace(app.spec(), true));
    }

    private static Optional<DeploymentResult> unlessGone(Supplier<DeploymentResult> change) {
        try {
            return Optional.of(change.get());
        } catch (MarathonException e) {
            if (e.status() == NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
