package io.slipway.marathon.http;

import io.slipway.marathon.AppId;
import io.slipway.marathon.Deployment;
import io.slipway.marathon.DeploymentResult;
import io.slipway.marathon.Deployments;
import io.slipway.marathon.QueuedApp;
import java.util.List;

/** Speaks {@code /v2/deployments} and {@code /v2/queue}. */
interface DeploymentCalls extends Deployments, Calls {

    @Override
    default List<Deployment> deployments() {
        return transport().send(Ask.get("v2/deployments")).read(json -> AppReader.each(json, AppReader::deployment));
    }

    @Override
    default DeploymentResult rollback(String deploymentId) {
        return change(Ask.delete(Ask.deployment(deploymentId)).with("force", "false"));
    }

    @Override
    default void cancel(String deploymentId) {
        // Answered by 202 without a body.
        transport()
                .send(Ask.delete(Ask.deployment(deploymentId)).with("force", "true"))
                .orRefuse();
    }

    @Override
    default List<QueuedApp> queue() {
        return transport().send(Ask.get("v2/queue")).read(json -> AppReader.queue(json.path("queue")));
    }

    @Override
    default void resetDelay(AppId id) {
        transport().send(Ask.delete("v2/queue" + id.path() + "/delay")).orRefuse();
    }
}
