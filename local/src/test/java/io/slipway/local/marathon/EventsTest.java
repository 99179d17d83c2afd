package io.slipway.local.marathon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventsTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String CHECK = "'healthChecks':[{'protocol':'COMMAND','command':{'value':'true'},"
            + "'gracePeriodSeconds':0,'intervalSeconds':1,'delaySeconds':0,'maxConsecutiveFailures':0}]";

    @TempDir
    Path folder;

    private Server server;

    @BeforeEach
    void start() {
        server = new Server(folder);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void theStreamIsFramedAsMarathonFramesIt() throws IOException {
        try (Socket socket = listen("")) {
            InputStream in = socket.getInputStream();
            String head = Http.head(in);

            assertThat(head)
                    .startsWith("HTTP/1.1 200 OK\r\n")
                    .containsIgnoringCase("\r\nContent-Type: text/event-stream;charset=utf-8\r\n")
                    .contains("\r\nConnection: close\r\n", "\r\nX-Marathon-Leader: http://127.0.0.1:")
                    .doesNotContain("Transfer-Encoding", "Content-Length", "Content-Encoding");
            assertThat(Http.head(in))
                    .matches("event: event_stream_attached\r\n"
                            + "data: \\{\"remoteAddress\":\"127.0.0.1\",\"eventType\":\"event_stream_attached\","
                            + "\"timestamp\":\"[-0-9:.TZ]{24}\"}\r\n\r\n");
            Instant quiet = Instant.now();
            // Between events a bare line end every ten seconds is all the sign of life there is.
            assertThat(new String(in.readNBytes(2), StandardCharsets.US_ASCII)).isEqualTo("\r\n");
            assertThat(Duration.between(quiet, Instant.now())).isBetween(Duration.ofSeconds(9), Duration.ofSeconds(12));
        }
    }

    @Test
    void aFilterLetsThroughWhatItNamesAndNothingElse() throws IOException {
        try (Socket socket = listen("?event_type=deployment_success&event_type=deployment_failed")) {
            InputStream in = socket.getInputStream();
            assertThat(Http.head(in)).startsWith("HTTP/1.1 200 OK");

            server.create("'id':'/ev','cmd':'exec sleep 1000'");
            server.awaitRunning("/ev", 1);
            server.http.send("DELETE", "/v2/apps//ev", "");

            assertThat(types(events(in, 2))).containsExactly("deployment_success", "deployment_success");
        }
    }

    @Test
    void withoutAskingForAStreamThereIsNone() {
        Http.Answer answer = server.http.get("/v2/events");

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.body()).startsWith("<html>");
    }

    @Test
    void aCreationAndARestartAreAnnouncedInTheOrderOfARealServer() throws IOException {
        try (Socket socket = listen("")) {
            InputStream in = socket.getInputStream();
            Http.head(in);
            Http.head(in);

            server.create("'id':'/grp/ev','cmd':'exec sleep 1000','cpus':0.5,'mem':16," + CHECK);
            assertThat(told(until(in, "deployment_success")))
                    .containsExactly(
                            "deployment_info StartApplication",
                            "group_change_success /grp",
                            "api_post_event 0",
                            "add_health_check_event",
                            "deployment_step_success StartApplication",
                            "deployment_info ScaleApplication",
                            "instance_changed_event Scheduled",
                            "instance_changed_event Provisioned",
                            "status_update_event TASK_STARTING",
                            "instance_changed_event Starting",
                            "status_update_event TASK_RUNNING",
                            "instance_changed_event Running",
                            "health_status_changed_event true",
                            "instance_health_changed_event true",
                            "status_update_event TASK_RUNNING",
                            "deployment_step_success ScaleApplication",
                            "deployment_success");

            server.http.send("POST", "/v2/apps//grp/ev/restart", "");
            assertThat(told(until(in, "deployment_success")))
                    .containsExactly(
                            "deployment_info RestartApplication",
                            "group_change_success /grp",
                            "add_health_check_event",
                            "instance_changed_event Scheduled",
                            "instance_changed_event Provisioned",
                            "status_update_event TASK_STARTING",
                            "instance_changed_event Starting",
                            "status_update_event TASK_RUNNING",
                            "instance_changed_event Running",
                            "health_status_changed_event true",
                            "instance_health_changed_event true",
                            "status_update_event TASK_RUNNING",
                            // It was decided that the old one goes, then that it is going, then it is gone.
                            "instance_changed_event Running",
                            "status_update_event TASK_KILLING",
                            "instance_changed_event Killing",
                            "status_update_event TASK_KILLED Command terminated with signal 15",
                            "instance_changed_event Killed",
                            "instance_health_changed_event null",
                            "deployment_step_success RestartApplication",
                            "deployment_success");

            server.http.send("DELETE", "/v2/apps//grp/ev", "");
            assertThat(told(until(in, "deployment_success")))
                    .containsSubsequence(
                            "deployment_info StopApplication",
                            "remove_health_check_event",
                            "group_change_success /grp",
                            "status_update_event TASK_KILLING",
                            "status_update_event TASK_KILLED Command terminated with signal 15",
                            "app_terminated_event",
                            "deployment_step_success StopApplication",
                            "deployment_success");
        }
    }

    @Test
    void aRefusedAndACancelledChangeAreAnnounced() throws IOException {
        server.create("'id':'/ev','cmd':'exec sleep 1000'," + CHECK.replace("'true'", "'false'"));
        try (Socket socket = listen("?event_type=deployment_failed&event_type=group_change_failed")) {
            InputStream in = socket.getInputStream();
            Http.head(in);

            server.put("/v2/apps//ev", "'instances':5");
            server.put("/v2/apps//ev?force=true", "'instances':0");

            List<JsonNode> events = events(in, 3);
            String locked = "App is locked by one or more deployments. Override with the option '?force=true'."
                    + " View details at '/v2/deployments/<DEPLOYMENT_ID>'.";
            assertThat(types(events)).containsExactly("deployment_failed", "group_change_failed", "deployment_failed");
            assertThat(events.get(0).path("reason").asText()).isEqualTo(locked);
            assertThat(events.get(1).path("reason").asText()).isEqualTo(locked);
            assertThat(events.get(2).path("reason").asText()).isEqualTo("The upgrade has been cancelled");
        }
    }

    /** The members of every event that happens here, and their order, are those of the recorded sample of its type. */
    @Test
    void everyEventHasTheMembersOfARealOne() throws IOException {
        JsonNode samples = MAPPER.readTree(Exchange.text("event-samples.json"));
        List<JsonNode> seen = new ArrayList<>();
        try (Socket socket = listen("")) {
            InputStream in = socket.getInputStream();
            Http.head(in);
            server.create("'id':'/ev','cmd':'exec sleep 1000','cpus':2,"
                    + CHECK.replace("'COMMAND','command':{'value':'true'}", "'HTTP','path':'/','portIndex':0")
                            .replace("'maxConsecutiveFailures':0", "'maxConsecutiveFailures':1"));
            seen.addAll(until(in, "unhealthy_instance_kill_event"));
            server.http.send("DELETE", "/v2/apps//ev", "");
            seen.addAll(until(in, "deployment_success"));
        }
        for (JsonNode event : seen) {
            JsonNode sample = samples.path(event.path("eventType").asText());
            assertThat(names(event)).as(event.toString()).isEqualTo(names(sample));
        }
        assertThat(types(seen)).contains("failed_health_check_event", "unhealthy_instance_kill_event");
        JsonNode posted = seen.stream()
                .filter(event -> event.path("eventType").asText().equals("api_post_event"))
                .findFirst()
                .orElseThrow()
                .path("appDefinition");
        assertThat(posted.path("cpus").toString()).isEqualTo("2");
        assertThat(posted.at("/portDefinitions/0/port").asInt()).isZero();
    }

    private Socket listen(String query) throws IOException {
        Socket socket =
                new Http(server.uri()).open("GET", "/v2/events" + query, Map.of("Accept", "text/event-stream"), "");
        return socket;
    }

    private static List<JsonNode> until(InputStream in, String type) throws IOException {
        List<JsonNode> events = new ArrayList<>();
        do {
            events.addAll(events(in, 1));
        } while (!events.get(events.size() - 1).path("eventType").asText().equals(type));
        return events;
    }

    private static List<JsonNode> events(InputStream in, int count) throws IOException {
        List<JsonNode> events = new ArrayList<>();
        while (events.size() < count) {
            String frame = Http.head(in);
            events.add(
                    MAPPER.readTree(frame.substring(frame.indexOf("data: ") + 6).strip()));
        }
        return events;
    }

    private static List<String> told(List<JsonNode> events) {
        return events.stream().map(EventsTest::told).toList();
    }

    private static String told(JsonNode event) {
        String type = event.path("eventType").asText();
        String more =
                switch (type) {
                    case "deployment_info", "deployment_step_success" ->
                        event.at("/currentStep/actions/0/action").asText();
                    case "group_change_success" -> event.path("groupId").asText();
                    case "api_post_event" ->
                        event.at("/appDefinition/portDefinitions/0/port").asText();
                    case "instance_changed_event" -> event.path("condition").asText();
                    case "status_update_event" ->
                        event.path("taskStatus").asText() + " "
                                + event.path("message").asText();
                    case "health_status_changed_event" -> event.path("alive").asText();
                    case "instance_health_changed_event" ->
                        event.path("healthy").asText();
                    default -> "";
                };
        return (type + " " + more).strip();
    }

    private static List<String> types(List<JsonNode> events) {
        return events.stream().map(event -> event.path("eventType").asText()).toList();
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        Iterator<String> fields = object.fieldNames();
        fields.forEachRemaining(names::add);
        return names;
    }
}
