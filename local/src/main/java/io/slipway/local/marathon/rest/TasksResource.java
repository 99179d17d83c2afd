package io.slipway.local.marathon.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.local.marathon.definition.AppReader;
import io.slipway.local.marathon.definition.Json;
import io.slipway.local.marathon.definition.Refusal;
import io.slipway.local.marathon.scheduler.Scheduler;
import io.slipway.local.marathon.state.AppState;
import io.slipway.local.marathon.state.Instance;
import io.slipway.local.marathon.state.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Answers {@code /v2/tasks} and {@code /v2/apps/{id}/tasks}: shows tasks, and ends them. */
final class TasksResource {

    private static final Pattern TASK_ID = Pattern.compile("^(.+)[._]([^_.]+)$");

    private final Scheduler scheduler;
    private final TaskView view;

    TasksResource(Scheduler scheduler, TaskView view) {
        this.scheduler = scheduler;
        this.view = view;
    }

    void addTo(Router router) {
        router.on("/v2/tasks/?", Map.of("GET", (request, path) -> all(request)));
        router.on("/v2/tasks/delete", Map.of("POST", (request, path) -> deleteListed(request)));
        router.on("/v2/apps/+(?:(.*)/)?\\*/tasks", Map.of("GET", this::below));
        router.on("/v2/apps/+(.+)/tasks", Map.of("GET", this::ofApp, "DELETE", this::deleteOfApp));
        router.on("/v2/apps/+(.+)/tasks/([^/]+)", Map.of("DELETE", this::deleteOne));
    }

    private Answer all(Request request) {
        List<String> statuses = new ArrayList<>(request.all("status"));
        statuses.addAll(request.all("status[]"));
        Set<String> states = Set.of("TASK_RUNNING", "TASK_STAGING");
        List<String> wanted = statuses.stream()
                .map(status -> "TASK_" + status.toUpperCase(Locale.ROOT))
                .filter(states::contains)
                .toList();
        return tasks(listed(scheduler.world()).stream()
                .filter(task ->
                        wanted.isEmpty() || wanted.contains(task.condition().taskState()))
                .toList());
    }

    private Answer ofApp(Request request, Matcher path) {
        return tasks(TaskView.listed(Ids.find(scheduler.world(), path.group(1))));
    }

    private Answer below(Request request, Matcher path) {
        String group = path.group(1) == null ? "/" : path.group(1);
        return tasks(Ids.below(scheduler.world(), group).stream()
                .flatMap(app -> TaskView.listed(app).stream())
                .toList());
    }

    private Answer deleteOfApp(Request request, Matcher path) {
        AppState app = Ids.find(scheduler.world(), path.group(1));
        String host = request.one("host");
        boolean here = host == null || host.equals(scheduler.agent().host());
        return delete(request, here ? alive(TaskView.listed(app)) : List.of());
    }

    private Answer deleteOne(Request request, Matcher path) {
        AppState app = Ids.find(scheduler.world(), path.group(1));
        String id = path.group(2);
        Instance task = TaskView.listed(app).stream()
                .filter(one -> one.taskId().equals(id))
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("Task '" + id + "' does not exist"));
        if (request.flag("scale", false)) {
            return delete(request, List.of(task));
        }
        checkKind(request);
        ObjectNode body = Json.object();
        body.set("task", view.show(task));
        scheduler.kill(List.of(task), request.flag("wipe", false));
        return Answer.ok(body);
    }

    private Answer deleteListed(Request request) {
        JsonNode ids = AppReader.taskIds(AppReader.parse(request.body()));
        List<Instance> listed = listed(scheduler.world());
        List<Instance> victims = new ArrayList<>();
        for (JsonNode id : ids) {
            if (!TASK_ID.matcher(id.asText()).matches()) {
                throw Refusal.of(
                        400,
                        "Invalid task id '" + id.asText() + "'. [taskId " + id.asText()
                                + " no valid identifier (of class java.lang.String)]");
            }
            listed.stream().filter(task -> task.taskId().equals(id.asText())).forEach(victims::add);
        }
        return delete(request, victims);
    }

    private Answer delete(Request request, List<Instance> victims) {
        checkKind(request);
        if (request.flag("scale", false)) {
            return Answer.deployment(200, scheduler.scaleDown(victims, request.flag("force", false)));
        }
        Answer answer = tasks(victims);
        scheduler.kill(victims, request.flag("wipe", false));
        return answer;
    }

    private static void checkKind(Request request) {
        if (request.flag("scale", false) && request.flag("wipe", false)) {
            throw Refusal.of(400, "You cannot use scale and wipe at the same time.");
        }
    }

    private Answer tasks(List<Instance> instances) {
        ObjectNode body = Json.object();
        body.set("tasks", view.show(instances));
        return Answer.ok(body);
    }

    private static List<Instance> listed(World world) {
        return world.apps().values().stream()
                .flatMap(app -> TaskView.listed(app).stream())
                .toList();
    }

    private static List<Instance> alive(List<Instance> tasks) {
        Predicate<Instance> dead = task -> task.condition().isTerminal();
        return tasks.stream().filter(dead.negate()).toList();
    }
}
