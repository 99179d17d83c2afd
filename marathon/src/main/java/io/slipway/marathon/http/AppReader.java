package io.slipway.marathon.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.marathon.App;
import io.slipway.marathon.AppId;
import io.slipway.marathon.AppSpec;
import io.slipway.marathon.Deployment;
import io.slipway.marathon.Deployment.Action;
import io.slipway.marathon.Deployment.Readiness;
import io.slipway.marathon.Deployment.Step;
import io.slipway.marathon.Group;
import io.slipway.marathon.GroupId;
import io.slipway.marathon.QueuedApp;
import io.slipway.marathon.QueuedApp.Rejection;
import io.slipway.marathon.Task;
import io.slipway.marathon.TaskFailure;
import java.util.List;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/** Turns the JSON of what Marathon holds into the vocabulary; what versions leave out becomes empty. */
final class AppReader {

    private AppReader() {}

    static App app(JsonNode json) {
        JsonNode changed = json.path("versionInfo").path("lastConfigChangeAt");
        JsonNode failure = json.path("lastTaskFailure");
        return new App(
                AppSpec.of(json),
                json.path("version").asText(),
                changed.isTextual() ? changed.asText() : null,
                json.path("tasksStaged").asInt(),
                json.path("tasksRunning").asInt(),
                json.path("tasksHealthy").asInt(),
                json.path("tasksUnhealthy").asInt(),
                tasks(json.path("tasks")),
                each(
                        json.path("deployments"),
                        deployment -> deployment.path("id").asText()),
                failure.isObject() ? as(failure, TaskFailure.class) : null);
    }

    static List<Task> tasks(JsonNode json) {
        return each(json, AppReader::task);
    }

    static Task task(JsonNode json) {
        return as(json, Task.class);
    }

    static Group group(JsonNode json) {
        JsonNode enforceRole = json.path("enforceRole");
        return new Group(
                GroupId.of(json.path("id").asText()),
                json.path("version").asText(),
                each(json.path("apps"), AppReader::app),
                each(json.path("groups"), AppReader::group),
                each(json.path("dependencies"), JsonNode::asText),
                enforceRole.isBoolean() ? Boolean.valueOf(enforceRole.asBoolean()) : null);
    }

    static Deployment deployment(JsonNode json) {
        return new Deployment(
                json.path("id").asText(),
                json.path("version").asText(),
                each(json.path("affectedApps"), id -> AppId.of(id.asText())),
                json.path("currentStep").asInt(),
                json.path("totalSteps").asInt(),
                steps(json.path("steps")),
                actions(json.path("currentActions")));
    }

    static List<Step> steps(JsonNode json) {
        return each(json, step -> new Step(actions(step.path("actions"))));
    }

    private static List<Action> actions(JsonNode json) {
        return each(
                json,
                action -> new Action(
                        action.path("action").asText(),
                        action.path("app").asText(action.path("pod").asText()),
                        each(action.path("readinessCheckResults"), AppReader::readiness)));
    }

    private static Readiness readiness(JsonNode json) {
        JsonNode status = json.path("lastResponse").path("status");
        JsonNode body = json.path("lastResponse").path("body");
        return new Readiness(
                json.path("name").asText(),
                json.path("taskId").asText(),
                json.path("ready").asBoolean(),
                status.isInt() ? Integer.valueOf(status.asInt()) : null,
                body.isTextual() ? body.asText() : null);
    }

    static List<QueuedApp> queue(JsonNode json) {
        return each(json, item -> item).stream()
                .filter(item -> item.path("app").path("id").isTextual())
                .map(AppReader::queued)
                .toList();
    }

    private static QueuedApp queued(JsonNode json) {
        return new QueuedApp(
                AppId.of(json.path("app").path("id").asText()),
                json.path("count").asInt(),
                json.path("delay").path("timeLeftSeconds").asLong(),
                json.path("delay").path("overdue").asBoolean(),
                json.path("since").asText(),
                each(
                        json.path("processedOffersSummary").path("rejectSummaryLastOffers"),
                        rejection -> as(rejection, Rejection.class)));
    }

    static <T> List<T> each(JsonNode array, Function<JsonNode, T> reader) {
        return StreamSupport.stream(array.spliterator(), false).map(reader).toList();
    }

    private static <T> T as(JsonNode json, Class<T> type) {
        try {
            return Answer.MAPPER.treeToValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e.getOriginalMessage(), e);
        }
    }
}
