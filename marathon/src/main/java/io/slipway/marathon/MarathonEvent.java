package io.slipway.marathon;

import com.fasterxml.jackson.databind.JsonNode;

/** Announces a change; a hint to fetch state, never the state itself. */
public sealed interface MarathonEvent {

    /** Returns the wire name, {@code status_update_event} and its like. */
    String type();

    /** Tells a new state of a task. */
    record StatusUpdate(AppId appId, String taskId, String taskStatus, String message) implements MarathonEvent {
        @Override
        public String type() {
            return "status_update_event";
        }
    }

    /** Tells that a deployment reached its end. */
    record DeploymentSuccess(String deploymentId) implements MarathonEvent {
        @Override
        public String type() {
            return "deployment_success";
        }
    }

    /** Tells that a deployment was cancelled or overridden. */
    record DeploymentFailed(String deploymentId, String reason) implements MarathonEvent {
        @Override
        public String type() {
            return "deployment_failed";
        }
    }

    /** Carries every other event as it came. */
    record Unknown(String type, JsonNode data) implements MarathonEvent {}
}
