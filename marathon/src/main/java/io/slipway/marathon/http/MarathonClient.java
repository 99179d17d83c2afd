package io.slipway.marathon.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.slipway.marathon.App;
import io.slipway.marathon.AppId;
import io.slipway.marathon.AppSpec;
import io.slipway.marathon.Deployment;
import io.slipway.marathon.DeploymentResult;
import io.slipway.marathon.Marathon;
import io.slipway.marathon.MarathonEvent;
import io.slipway.marathon.Task;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** Speaks to a Marathon over HTTP, at any of several addresses. */
public final class MarathonClient implements Marathon {

    private final Transport transport;
    private final Timing timing;
    private final RandomGenerator random;
    private final Set<EventStream> streams = ConcurrentHashMap.newKeySet();

    MarathonClient(List<URI> servers, Timing timing, RandomGenerator random) {
        this.transport = new Transport(servers, timing);
        this.timing = timing;
        this.random = random;
    }

    /**
     * Prepares to speak; the first connection is made by the first call.
     *
     * @param servers tried in order, from the one that answered last, when one does not answer
     */
    public static Marathon connect(List<URI> servers) {
        return new MarathonClient(servers, Timing.DEFAULT, RandomGenerator.getDefault());
    }

    @Override
    public List<App> apps() {
        return transport
                .send(Ask.get("v2/apps").with("embed", "apps.tasks"))
                .read(json -> AppReader.each(json.path("apps"), AppReader::app));
    }

    @Override
    public Optional<App> app(AppId id) {
        Answer answer = transport.send(Ask.get(Ask.app(id)));
        return Refusal.isUnknown(answer)
                ? Optional.empty()
                : Optional.of(answer.read(json -> AppReader.app(json.path("app"))));
    }

    @Override
    public DeploymentResult create(AppSpec spec) {
        Answer answer = transport.send(Ask.post("v2/apps", spec.toJson()));
        return answer.read(json -> created(answer, json));
    }

    private static DeploymentResult created(Answer answer, JsonNode app) {
        String header = answer.deploymentId();
        String id = header == null ? app.path("deployments").path(0).path("id").asText() : header;
        return new DeploymentResult(id, app.path("version").asText());
    }

    @Override
    public DeploymentResult replace(AppSpec spec, boolean force) {
        return change(Ask.put(Ask.app(spec.id()), spec.toJson())
                .with("partialUpdate", "false")
                .with("force", String.valueOf(force)));
    }

    @Override
    public DeploymentResult scale(AppId id, int instances) {
        // A PUT would create the app where it is missing; PATCH is there since 1.4.
        return change(
                Ask.patch(Ask.app(id), JsonNodeFactory.instance.objectNode().put("instances", instances)));
    }

    @Override
    public DeploymentResult restart(AppId id) {
        return change(Ask.post(Ask.app(id) + "/restart", JsonNodeFactory.instance.objectNode()));
    }

    @Override
    public DeploymentResult delete(AppId id) {
        // Alone among all changes, deleting forces by default.
        return change(Ask.delete(Ask.app(id)).with("force", "false"));
    }

    @Override
    public List<Task> tasks() {
        return transport.send(Ask.get("v2/tasks")).read(json -> AppReader.tasks(json.path("tasks")));
    }

    @Override
    public List<Task> tasks(AppId id) {
        return transport.send(Ask.get(Ask.app(id) + "/tasks")).read(json -> AppReader.tasks(json.path("tasks")));
    }

    @Override
    public List<Deployment> deployments() {
        return transport.send(Ask.get("v2/deployments")).read(json -> AppReader.each(json, AppReader::deployment));
    }

    @Override
    public DeploymentResult rollback(String deploymentId) {
        return change(Ask.delete(Ask.deployment(deploymentId)).with("force", "false"));
    }

    private DeploymentResult change(Ask ask) {
        return transport
                .send(ask)
                .read(json -> new DeploymentResult(
                        json.path("deploymentId").asText(), json.path("version").asText()));
    }

    @Override
    public AutoCloseable listen(Consumer<MarathonEvent> listener, Runnable connected) {
        EventStream stream =
                new EventStream(transport.streams(timing), transport.servers(), timing, random, listener, connected);
        streams.add(stream);
        stream.start();
        return () -> {
            streams.remove(stream);
            stream.close();
        };
    }

    @Override
    public void close() {
        streams.forEach(EventStream::close);
        streams.clear();
        transport.close();
    }
}
