package io.slipway.local.marathon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ends tasks in all the ways there are: with and without a replacement, together and alone. */
class TasksTest {

    @TempDir
    static Path folder;

    private static Server server;

    @BeforeAll
    static void start() {
        server = new Server(folder);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void aKilledTaskIsReplacedAtOnceUnderTheSameInstance() {
        JsonNode task = run("/kill", 1).get(0);
        String id = task.path("id").asText();

        Http.Answer answer = server.http.send("DELETE", "/v2/apps//kill/tasks/" + id, "");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(Server.read(answer).path("task")).isEqualTo(task);
        JsonNode next = server.awaitApp(
                        "/kill", app -> app.at("/tasks/0/id").asText().endsWith("._app.2"))
                .at("/tasks/0");
        assertThat(next.path("id").asText()).isEqualTo(id.replace("._app.1", "._app.2"));
        assertThat(next.path("ports")).isNotEqualTo(task.path("ports"));
    }

    @Test
    void wipingGivesUpTheInstance() {
        String id = run("/wipe", 1).get(0).path("id").asText();

        server.http.send("POST", "/v2/tasks/delete?wipe=true", "{\"ids\":[\"" + id + "\"]}");

        server.awaitApp(
                "/wipe",
                app -> app.path("tasks").size() == 1
                        && app.at("/tasks/0/state").asText().equals("TASK_RUNNING")
                        && !app.at("/tasks/0/id").asText().startsWith(id.replace("._app.1", "")));
    }

    @Test
    void scalingKillsTheNamedTasksAndLowersTheNumber() {
        List<JsonNode> tasks = run("/scale", 3);
        JsonNode victim = tasks.get(0);

        Http.Answer answer = server.http.send(
                "DELETE", "/v2/apps//scale/tasks/" + victim.path("id").asText() + "?scale=true", "");

        JsonNode result = Server.read(answer);
        assertThat(answer.headers())
                .containsEntry(
                        "Marathon-Deployment-Id", result.path("deploymentId").asText());
        server.awaitRunning("/scale", 2);
        JsonNode app = server.app("/scale");
        assertThat(app.path("instances").asInt()).isEqualTo(2);
        assertThat(app.path("version")).isEqualTo(result.path("version"));
        assertThat(app.at("/versionInfo/lastConfigChangeAt")).isNotEqualTo(result.path("version"));
        assertThat(ids(Server.list(app.path("tasks")))).isEqualTo(ids(tasks.subList(1, 3)));
    }

    @Test
    void theYoungestGoFirstUnlessTheOldestShall() {
        Set<String> old = ids(run("/young", 1));
        server.put("/v2/apps//young", "'instances':3");
        server.awaitRunning("/young", 3);

        server.put("/v2/apps//young", "'instances':1");
        server.awaitRunning("/young", 1);
        assertThat(ids(server.tasks("/young"))).isEqualTo(old);

        server.create("'id':'/old','cmd':'exec sleep 1000','killSelection':'OLDEST_FIRST'");
        server.awaitRunning("/old", 1);
        Set<String> oldest = ids(server.tasks("/old"));
        server.put("/v2/apps//old", "'instances':2");
        server.awaitRunning("/old", 2);
        server.put("/v2/apps//old", "'instances':1");
        server.awaitRunning("/old", 1);
        assertThat(ids(server.tasks("/old"))).doesNotContainAnyElementsOf(oldest);
    }

    @Test
    void allTasksOfAnAppOrOfAHostCanBeEnded() {
        Set<String> before = ids(run("/all", 2));

        assertThat(Server.read(server.http.send("DELETE", "/v2/apps//all/tasks?host=elsewhere", ""))
                        .toString())
                .isEqualTo("{\"tasks\":[]}");
        JsonNode killed = Server.read(server.http.send("DELETE", "/v2/apps//all/tasks?host=127.0.0.1", ""));

        assertThat(ids(Server.list(killed.path("tasks")))).isEqualTo(before);
        server.awaitApp("/all", app -> Server.list(app.path("tasks")).stream()
                .allMatch(task -> task.path("id").asText().endsWith("._app.2")
                        && task.path("state").asText().equals("TASK_RUNNING")));
    }

    @Test
    void refusalsAreMarathonsOwn() {
        run("/refuse", 1);
        String unknown = "tx_web.instance-00000000-0000-1000-8000-000000000000._app.1";

        assertRefused(
                "DELETE",
                "/v2/apps//refuse/tasks/nope",
                "",
                404,
                "{\"message\":\"Task 'nope' does not exist\",\"details\":[]}");
        assertRefused(
                "DELETE",
                "/v2/apps//refuse/tasks/" + unknown + "?scale=true&wipe=true",
                "",
                404,
                "{\"message\":\"Task '" + unknown + "' does not exist\",\"details\":[]}");
        assertRefused(
                "DELETE",
                "/v2/apps//nope/tasks",
                "",
                404,
                "{\"message\":\"App '/nope' does not exist\",\"details\":[]}");
        assertRefused(
                "DELETE",
                "/v2/apps//refuse/tasks?scale=true&wipe=true",
                "",
                400,
                "{\"message\":\"You cannot use scale and wipe at the same time.\"}");
        assertRefused(
                "POST",
                "/v2/tasks/delete",
                "{\"ids\": [\"foo\"]}",
                400,
                "{\"message\":\"Invalid task id 'foo'. [taskId foo no valid identifier (of class java.lang.String)]\"}");
        assertRefused(
                "POST",
                "/v2/tasks/delete",
                "{}",
                422,
                "{\"message\":\"Invalid JSON\",\"details\":[{\"path\":\"\",\"errors\":[\"'ids' is undefined on object: {}\"]}]}");
        assertRefused("POST", "/v2/tasks/delete", "{\"ids\": [\"" + unknown + "\"]}", 200, "{\"tasks\":[]}");
        assertRefused(
                "DELETE",
                "/v2/queue//refuse/delay",
                "",
                404,
                "{\"message\":\"Application /refuse not found in tasks queue.\",\"details\":[]}");
    }

    private static void assertRefused(String method, String uri, String body, int status, String answer) {
        Http.Answer refused = server.http.send(method, uri, body);

        assertThat(refused.body()).isEqualTo(answer);
        assertThat(refused.status()).isEqualTo(status);
    }

    private static List<JsonNode> run(String id, int instances) {
        server.create("'id':'" + id + "','cmd':'exec sleep 1000','instances':" + instances);
        server.awaitRunning(id, instances);
        return server.tasks(id);
    }

    private static Set<String> ids(List<JsonNode> tasks) {
        return tasks.stream().map(task -> task.path("id").asText()).collect(Collectors.toSet());
    }
}
