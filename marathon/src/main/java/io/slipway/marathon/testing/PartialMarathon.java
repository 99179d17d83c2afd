package io.slipway.marathon.testing;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.marathon.App;
import io.slipway.marathon.AppFilter;
import io.slipway.marathon.AppId;
import io.slipway.marathon.AppSpec;
import io.slipway.marathon.Deployment;
import io.slipway.marathon.DeploymentResult;
import io.slipway.marathon.Group;
import io.slipway.marathon.GroupId;
import io.slipway.marathon.GroupSpec;
import io.slipway.marathon.Info;
import io.slipway.marathon.Marathon;
import io.slipway.marathon.MarathonEvent;
import io.slipway.marathon.MarathonException;
import io.slipway.marathon.QueuedApp;
import io.slipway.marathon.Task;
import io.slipway.marathon.TaskChoice;
import io.slipway.marathon.TaskStatus;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Refuses everything with 501; a fake overrides what it plays. */
public abstract class PartialMarathon implements Marathon {

    /** Returns what every method that is not overridden throws. */
    protected MarathonException refusal() {
        return new MarathonException("This Marathon does not do that.", 501, List.of(), List.of());
    }

    @Override
    public List<App> apps(AppFilter filter) {
        throw refusal();
    }

    @Override
    public List<App> appsBelow(GroupId group) {
        throw refusal();
    }

    @Override
    public Optional<App> app(AppId id) {
        throw refusal();
    }

    @Override
    public DeploymentResult create(AppSpec spec) {
        throw refusal();
    }

    @Override
    public DeploymentResult replace(AppSpec spec, boolean force) {
        throw refusal();
    }

    @Override
    public DeploymentResult replaceAll(List<AppSpec> specs, boolean force) {
        throw refusal();
    }

    @Override
    public DeploymentResult update(AppSpec fields, boolean force) {
        throw refusal();
    }

    @Override
    public DeploymentResult updateAll(List<AppSpec> fields, boolean force) {
        throw refusal();
    }

    @Override
    public DeploymentResult scale(AppId id, int instances, boolean force) {
        throw refusal();
    }

    @Override
    public DeploymentResult restart(AppId id, boolean force) {
        throw refusal();
    }

    @Override
    public DeploymentResult delete(AppId id, boolean force) {
        throw refusal();
    }

    @Override
    public List<String> versions(AppId id) {
        throw refusal();
    }

    @Override
    public Optional<App> version(AppId id, String version) {
        throw refusal();
    }

    @Override
    public DeploymentResult restore(AppId id, String version, boolean force) {
        throw refusal();
    }

    @Override
    public List<Task> tasks() {
        throw refusal();
    }

    @Override
    public List<Task> tasks(TaskStatus status) {
        throw refusal();
    }

    @Override
    public List<Task> tasks(AppId id) {
        throw refusal();
    }

    @Override
    public List<Task> kill(TaskChoice which, boolean wipe, boolean force) {
        throw refusal();
    }

    @Override
    public DeploymentResult killAndScale(TaskChoice which, boolean force) {
        throw refusal();
    }

    @Override
    public Optional<Group> group(GroupId id) {
        throw refusal();
    }

    @Override
    public List<App> groupApps(GroupId id) {
        throw refusal();
    }

    @Override
    public List<String> groupVersions(GroupId id) {
        throw refusal();
    }

    @Override
    public Optional<Group> groupVersion(GroupId id, String version) {
        throw refusal();
    }

    @Override
    public DeploymentResult createGroup(GroupSpec spec, boolean force) {
        throw refusal();
    }

    @Override
    public DeploymentResult replaceGroup(GroupSpec spec, boolean force) {
        throw refusal();
    }

    @Override
    public List<Deployment.Step> planGroup(GroupSpec spec) {
        throw refusal();
    }

    @Override
    public DeploymentResult scaleGroup(GroupId id, double by, boolean force) {
        throw refusal();
    }

    @Override
    public DeploymentResult restoreGroup(GroupId id, String version, boolean force) {
        throw refusal();
    }

    @Override
    public void enforceRole(GroupId id, boolean enforce) {
        throw refusal();
    }

    @Override
    public DeploymentResult deleteGroup(GroupId id, boolean force) {
        throw refusal();
    }

    @Override
    public List<Deployment> deployments() {
        throw refusal();
    }

    @Override
    public DeploymentResult rollback(String deploymentId) {
        throw refusal();
    }

    @Override
    public void cancel(String deploymentId) {
        throw refusal();
    }

    @Override
    public List<QueuedApp> queue() {
        throw refusal();
    }

    @Override
    public void resetDelay(AppId id) {
        throw refusal();
    }

    @Override
    public boolean ping() {
        throw refusal();
    }

    @Override
    public Info info() {
        throw refusal();
    }

    @Override
    public Optional<String> leader() {
        throw refusal();
    }

    @Override
    public void abdicate() {
        throw refusal();
    }

    @Override
    public List<JsonNode> plugins() {
        throw refusal();
    }

    @Override
    public JsonNode metrics() {
        throw refusal();
    }

    @Override
    public String prometheusMetrics() {
        throw refusal();
    }

    @Override
    public JsonNode loggers() {
        throw refusal();
    }

    @Override
    public void setLogger(String logger, String level, int seconds) {
        throw refusal();
    }

    @Override
    public JsonNode config() {
        throw refusal();
    }

    @Override
    public AutoCloseable listen(Consumer<MarathonEvent> listener, Runnable connected) {
        throw refusal();
    }

    @Override
    public void close() {}
}
