package io.slipway.marathon.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.marathon.AppSpec;
import io.slipway.marathon.Task;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Counts out versions, ids and ports, so that every run of a test sees the same ones. */
final class Numbers {

    private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00.001Z");
    private static final DateTimeFormatter MILLIS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private int versions;
    private int deployments;
    private int tasks;
    private int servicePort = 10_000;
    private int hostPort = 31_000;

    String now() {
        return MILLIS.format(FIRST.plusMillis(versions++));
    }

    String deploymentId() {
        return uuid(++deployments);
    }

    Task task(InMemoryApp app, List<Integer> ports) {
        String id = app.id().underscored() + ".instance-" + uuid(++tasks) + "._app.1";
        return new Task(id, app.id(), "127.0.0.1", ports, "TASK_RUNNING", app.version(), now(), List.of());
    }

    int hostPort() {
        return hostPort++;
    }

    private static String uuid(int number) {
        return "00000000-0000-0000-0000-%012d".formatted(number);
    }

    /** Fills defaults, and gives service ports where 0 was asked: those the app had, else the next ones. */
    AppSpec stored(AppSpec spec, @Nullable AppSpec before) {
        AppSpec filled = spec.withDefaults();
        ObjectNode json = filled.toJson();
        JsonNode had = before == null ? json.path("none") : before.toJson().path("portDefinitions");
        int index = 0;
        for (JsonNode port : json.path("portDefinitions")) {
            if (port.path("port").asInt() == 0) {
                JsonNode old = had.path(index).path("port");
                ((ObjectNode) port).put("port", old.isInt() ? old.asInt() : servicePort++);
            }
            index++;
        }
        return filled.with("portDefinitions", json.get("portDefinitions"));
    }
}
