package io.slipway.bamboo.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.bamboo.topology.MarathonView;
import io.slipway.marathon.App;
import io.slipway.marathon.Task;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Writes apps by the names that Bamboo's templates and state had. {@code Env} is always empty: environments hold secrets,
 * which Bamboo showed to everybody.
 */
final class BambooApps {

    private BambooApps() {}

    static ArrayNode json(MarathonView marathon) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        marathon.apps().stream()
                .sorted((a, b) -> a.id().compareTo(b.id()))
                .forEach(app -> array.add(app(app, marathon)));
        return array;
    }

    private static ObjectNode app(App app, MarathonView marathon) {
        String path = app.id().path();
        List<String> segments = Arrays.asList(path.substring(1).split("/", -1));
        List<String> reversed = Arrays.asList(path.substring(1).split("/", -1));
        Collections.reverse(reversed);
        JsonNode spec = app.spec().toJson();
        JsonNode check = spec.path("healthChecks").path(0);
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("Id", path)
                .put("MesosDnsId", String.join("-", reversed))
                .put("EscapedId", path.replace("/", "::"))
                .put("HealthCheckPath", check.path("path").asText())
                .put("HealthCheckProtocol", check.path("protocol").asText());
        ArrayNode tasks = json.putArray("Tasks");
        app.tasks().forEach(task -> tasks.add(task(task, marathon)));
        ArrayNode ports = json.putArray("ServicePorts");
        spec.path("portDefinitions").forEach(port -> ports.add(port.path("port").asInt()));
        json.put("ServicePort", ports.path(0).asInt());
        json.putObject("Env");
        ObjectNode labels = json.putObject("Labels");
        app.spec().labels().forEach(labels::put);
        segments.forEach(json.putArray("SplitId")::add);
        return json;
    }

    private static ObjectNode task(Task task, MarathonView marathon) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("Id", task.id())
                .put("Host", task.host())
                .put("Port", task.ports().isEmpty() ? 0 : task.ports().get(0));
        task.ports().forEach(json.putArray("Ports")::add);
        return json.put("Alive", marathon.healthy().contains(task.id()))
                .put("State", task.state())
                .put("Ready", task.isRunning());
    }
}
