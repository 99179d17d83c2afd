package io.slipway.marathon.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.marathon.AppId;
import io.slipway.marathon.DeploymentResult;
import io.slipway.marathon.Task;
import io.slipway.marathon.TaskChoice;
import io.slipway.marathon.TaskStatus;
import io.slipway.marathon.Tasks;
import java.util.List;
import java.util.stream.Stream;

/** Speaks {@code /v2/tasks}, and of the tasks below {@code /v2/apps}. */
interface TaskCalls extends Tasks, Calls {

    int LINES_OF_LOG = 10;

    @Override
    default List<Task> tasks() {
        return transport().send(Ask.get("v2/tasks")).read(TaskCalls::tasks);
    }

    @Override
    default List<Task> tasks(TaskStatus status) {
        return transport()
                .send(Ask.get("v2/tasks").with("status", status.query()))
                .read(TaskCalls::tasks);
    }

    @Override
    default List<Task> tasks(AppId id) {
        return transport().send(Ask.get(Ask.app(id) + "/tasks")).read(TaskCalls::tasks);
    }

    @Override
    default List<Task> kill(TaskChoice which, boolean wipe, boolean force) {
        Ask ask = killing(which).forced(force);
        return transport().send(wipe ? ask.with("wipe", "true") : ask).read(TaskCalls::tasks);
    }

    @Override
    default DeploymentResult killAndScale(TaskChoice which, boolean force) {
        return change(killing(which).forced(force).with("scale", "true"));
    }

    private static Ask killing(TaskChoice which) {
        if (which instanceof TaskChoice.OfApp all) {
            return Ask.delete(Ask.app(all.app()) + "/tasks");
        }
        if (which instanceof TaskChoice.OnHost there) {
            return Ask.delete(Ask.app(there.app()) + "/tasks").with("host", there.host());
        }
        if (which instanceof TaskChoice.One one) {
            return Ask.delete(Ask.app(one.app()) + "/tasks/" + Ask.task(one.taskId()));
        }
        ArrayNode ids = JsonNodeFactory.instance.arrayNode();
        ((TaskChoice.Listed) which).taskIds().forEach(ids::add);
        ObjectNode body = JsonNodeFactory.instance.objectNode().set("ids", ids);
        return Ask.post("v2/tasks/delete", body);
    }

    private static List<Task> tasks(JsonNode json) {
        // A single one comes alone; up to 1.5 it was documented as a list of one.
        JsonNode one = json.path("task");
        return one.isObject()
                ? List.of(AppReader.task(one))
                : AppReader.tasks(one.isArray() ? one : json.path("tasks"));
    }

    @Override
    default List<String> lastLines(String taskId) {
        return Stream.of("stdout", "stderr")
                .map(file ->
                        Ask.get("ui/tasks/" + Ask.task(taskId) + "/" + file).accepting("text/plain"))
                .map(transport()::send)
                .filter(Answer::isSuccess)
                .flatMap(answer -> end(answer.body().lines().toList()).stream())
                .toList();
    }

    private static List<String> end(List<String> lines) {
        return lines.subList(Math.max(0, lines.size() - LINES_OF_LOG), lines.size());
    }
}
