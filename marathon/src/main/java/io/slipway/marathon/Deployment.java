package io.slipway.marathon;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Shows a deployment that is still in progress.
 *
 * @param currentStep counted from 1; 0 for an instant before the first
 * @param steps one after another, the actions of each side by side
 * @param currentActions of the step in progress, with what their readiness checks last heard
 */
public record Deployment(
        String id,
        String version,
        List<AppId> affectedApps,
        int currentStep,
        int totalSteps,
        List<Step> steps,
        List<Action> currentActions) {

    /** Holds the actions that go on side by side. */
    public record Step(List<Action> actions) {

        public Step {
            actions = List.copyOf(actions);
        }
    }

    /**
     * Names one thing that is done to one app or pod.
     *
     * @param action {@code StartApplication StopApplication ScaleApplication RestartApplication}, or the like of a pod
     * @param target the app's or pod's id
     */
    public record Action(String action, String target, List<Readiness> readiness) {

        public Action {
            readiness = List.copyOf(readiness);
        }
    }

    /**
     * Tells what a task's readiness check last heard.
     *
     * @param status of its last answer; absent unless the check keeps answers
     */
    public record Readiness(
            String name,
            String taskId,
            boolean ready,
            @Nullable Integer status,
            @Nullable String body) {}

    public Deployment {
        affectedApps = List.copyOf(affectedApps);
        steps = List.copyOf(steps);
        currentActions = List.copyOf(currentActions);
    }

    /** Shows only how far it has come. */
    public Deployment(String id, String version, List<AppId> affectedApps, int currentStep, int totalSteps) {
        this(id, version, affectedApps, currentStep, totalSteps, List.of(), List.of());
    }
}
