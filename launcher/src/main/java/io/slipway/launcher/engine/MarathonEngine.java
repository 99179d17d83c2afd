package io.slipway.launcher.engine;

import io.slipway.launcher.plan.Plan;
import io.slipway.launcher.plan.Step;
import io.slipway.launcher.spec.Quoted;
import io.slipway.launcher.spec.ServiceSpec;
import io.slipway.launcher.spec.SettingsDocument;
import io.slipway.launcher.spec.Suggestion;
import io.slipway.marathon.App;
import io.slipway.marathon.AppId;
import io.slipway.marathon.AppSpec;
import io.slipway.marathon.DeploymentResult;
import io.slipway.marathon.Marathon;
import io.slipway.marathon.rollout.Patience;
import io.slipway.registry.Registry;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Does plans on a Marathon, and waits until they are done.
 *
 * <p>A change that is not done in time, or whose tasks keep ending, is undone. So is one that is interrupted.
 */
public final class MarathonEngine {

    private final Marathon marathon;
    private final Registry registry;
    private final ArtifactStore artifacts;
    private final Patience patience;
    private final Consumer<String> progress;

    /** @param progress takes one line whenever something has changed */
    public MarathonEngine(
            Marathon marathon,
            Registry registry,
            ArtifactStore artifacts,
            Patience patience,
            Consumer<String> progress) {
        this.marathon = marathon;
        this.registry = registry;
        this.artifacts = artifacts;
        this.patience = patience;
        this.progress = progress;
    }

    /**
     * Does what a plan says, step by step.
     *
     * @throws DeployException if a step was not done; what was before runs again, as far as that could be reached
     */
    public void apply(Plan plan) throws InterruptedException {
        artifacts.keep(plan.artifact());
        Actions actions = new Actions(plan.service());
        for (Step step : plan.steps()) {
            step.perform(actions);
        }
    }

    /** Changes how many instances run. */
    public void scale(String service, int instances) throws InterruptedException {
        if (!ServiceSpec.isName(service)) {
            throw unknown(service);
        }
        AppId id = AppId.of(service);
        App app = marathon.app(id).orElseThrow(() -> unknown(service));
        if (app.spec().instances() == instances) {
            progress.accept(service + " has " + instances + " already");
            return;
        }
        rollout(service, id, Optional.of(app), () -> marathon.scale(id, instances));
    }

    private DeployException unknown(String service) {
        List<String> running = marathon.apps().stream()
                .map(app -> app.id().path().substring(1))
                .toList();
        return new DeployException(
                "No service " + Quoted.of(service) + " is deployed. " + Suggestion.instead(service, running));
    }

    private void rollout(String service, AppId id, Optional<App> before, Supplier<DeploymentResult> change)
            throws InterruptedException {
        new Rollout(marathon, id, before, patience, line -> progress.accept(service + ": " + line)).run(change);
    }

    private final class Actions implements Step.Actions {

        private final String service;

        Actions(String service) {
            this.service = service;
        }

        @Override
        public void create(AppSpec wanted) throws InterruptedException {
            rollout(service, wanted.id(), Optional.empty(), () -> marathon.create(wanted));
        }

        @Override
        public void replace(AppSpec wanted, App before) throws InterruptedException {
            rollout(service, wanted.id(), Optional.of(before), () -> marathon.replace(wanted, false));
        }

        @Override
        public void declareSettings(String name, String json, long modifyIndex) {
            if (!registry.putIfUnchanged(SettingsDocument.key(name), json, modifyIndex)) {
                throw new DeployException("Somebody else declared the settings of " + name
                        + " meanwhile. Deploy again: the plan is made anew.");
            }
        }
    }
}
