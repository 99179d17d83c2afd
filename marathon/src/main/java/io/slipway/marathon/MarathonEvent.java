package io.slipway.marathon;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** Announces a change; a hint to fetch state, never the state itself. */
public sealed interface MarathonEvent {

    /** Returns the wire name, {@code status_update_event} and its like. */
    String type();

    /** Tells a new state of a task; told again when only its health changes. */
    record StatusUpdate(AppId appId, String taskId, String taskStatus, String message) implements MarathonEvent {
        @Override
        public String type() {
            return "status_update_event";
        }
    }

    /**
     * Tells a new condition of an instance; told again without a change when it is to be killed.
     *
     * @param condition {@code Scheduled Provisioned Staging Starting Running Killing Killed} and their like
     */
    record InstanceChanged(AppId appId, String instanceId, String condition) implements MarathonEvent {
        @Override
        public String type() {
            return "instance_changed_event";
        }
    }

    /** Tells a new health of an instance; absent when it is unknown again. */
    record InstanceHealthChanged(
            AppId appId, String instanceId, @Nullable Boolean healthy) implements MarathonEvent {
        @Override
        public String type() {
            return "instance_health_changed_event";
        }
    }

    /** Tells that Marathon kills a task whose health check kept failing. */
    record UnhealthyKill(AppId appId, String taskId, String reason) implements MarathonEvent {
        @Override
        public String type() {
            return "unhealthy_instance_kill_event";
        }
    }

    /** Tells that a group, and so its apps, changed; the group of the app, when one app was changed. */
    record GroupChanged(GroupId groupId, String version) implements MarathonEvent {
        @Override
        public String type() {
            return "group_change_success";
        }
    }

    /** Tells that the last task of a deleted app is gone. */
    record AppTerminated(AppId appId) implements MarathonEvent {
        @Override
        public String type() {
            return "app_terminated_event";
        }
    }

    /** Tells that a step of a deployment begins. */
    record DeploymentInfo(String deploymentId) implements MarathonEvent {
        @Override
        public String type() {
            return "deployment_info";
        }
    }

    /** Tells that a step of a deployment is done. */
    record DeploymentStepSuccess(String deploymentId) implements MarathonEvent {
        @Override
        public String type() {
            return "deployment_step_success";
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
