package io.slipway.marathon.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.marathon.App;
import io.slipway.marathon.AppId;
import io.slipway.marathon.AppSpec;
import io.slipway.marathon.Deployment;
import io.slipway.marathon.Task;
import io.slipway.marathon.TaskFailure;
import java.util.List;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/** Turns the JSON of apps, tasks and deployments into the vocabulary; what versions leave out becomes empty. */
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
        return each(json, task -> as(task, Task.class));
    }

    static Deployment deployment(JsonNode json) {
        return new Deployment(
                json.path("id").asText(),
                json.path("version").asText(),
                each(json.path("affectedApps"), id -> AppId.of(id.asText())),
                json.path("currentStep").asInt(),
                json.path("totalSteps").asInt());
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
