package io.slipway.launcher.engine;

import io.slipway.marathon.App;
import io.slipway.marathon.AppId;
import io.slipway.marathon.rollout.DeploymentWatch.Outcome;
import io.slipway.marathon.rollout.Losses;
import io.slipway.marathon.rollout.Losses.Loss;
import io.slipway.marathon.rollout.Patience;
import io.slipway.marathon.rollout.Progress;
import java.util.Optional;

/**
 * Puts into words why a change was given up, and what runs now.
 *
 * @param losses how many new tasks had ended by then; going back ends more
 */
record Diagnosis(AppId id, Outcome outcome, int losses, Optional<Loss> lastLoss, Patience patience) {

    static Diagnosis of(AppId id, Outcome outcome, Losses losses, Patience patience) {
        return new Diagnosis(id, outcome, losses.count(), losses.last(), patience);
    }

    /**
     * @param failed the app when it was given up
     * @param before the app before the change; absent when it was new
     * @param restored whether what was before is reached again
     */
    DeployException exception(Optional<App> failed, Optional<App> before, boolean restored) {
        String task = lastLoss.map(Loss::task).orElse(null);
        return new DeployException(why(failed) + "\n" + now(before, restored), task);
    }

    private String why(Optional<App> failed) {
        if (outcome == Outcome.FAILING) {
            String last = lastLoss.map(Loss::toString).orElse("an unknown cause");
            return losses + " new instances of " + id + " ended before they were ready, the last one by: " + last;
        }
        String obstacle = lastLoss.map(loss -> "a new instance ended: " + loss)
                .or(() -> failed.flatMap(app -> new Progress(app).obstacle()))
                .orElse("Marathon still works on it");
        return id + " was not ready within " + patience.deadline().toSeconds() + " s: " + obstacle;
    }

    private static String now(Optional<App> before, boolean restored) {
        if (!restored) {
            return "Going back to what was before did not end either: look at what runs with \"slipway status\".";
        }
        return before.map(app -> "It was rolled back: what ran before runs, "
                        + app.spec().instances() + " instance" + (app.spec().instances() == 1 ? "." : "s."))
                .orElse("It was rolled back: it is new, so nothing of it runs.");
    }
}
