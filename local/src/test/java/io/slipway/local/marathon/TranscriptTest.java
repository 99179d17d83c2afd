package io.slipway.local.marathon;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Replays what was recorded of a real Marathon, request by request in its order, and compares status, headers and
 * every field of the bodies; {@code allowed-differences.json} lists what may differ, with the reason.
 */
class TranscriptTest {

    private static final Map<String, String> HEADERS = Map.of(
            "X-Frame-Options", "DENY",
            "X-XSS-Protection", "1; mode=block",
            "Cache-Control", "no-cache, no-store, must-revalidate",
            "Pragma", "no-cache",
            "Expires", "0");

    /** What was done between the recorded requests and not recorded: before the request of this number, from 0. */
    private static final Map<String, List<String>> UNRECORDED = Map.of(
            "07-tasks-queue.http 0",
            List.of("DELETE /v2/apps//tx/readiness", "PUT /v2/apps//tx/web?force=true {\"instances\":4}"),
            "12-events.http 1",
            List.of("DELETE /v2/apps//ev"));

    /** What was asked while a deployment ran; everything else that changes something waits until none does. */
    private static final String AMIDST = "(?i)(.*locked.*|while it runs.*|409.*|.*( /v2/deployments/|force=true).*)";

    private static final Pattern TASK =
            Pattern.compile("(?<app>[a-z0-9_]+)\\.instance-(?<uuid>[-0-9a-f]{36})\\._app\\.(?<number>\\d+)");

    @TempDir
    Path folder;

    private final AllowedDifferences allowed = new AllowedDifferences();
    private final Likeness likeness = new Likeness();
    private final List<String> faults = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "01-system.http",
                "02-app-create.http 04-app-read.http 05-app-update.http 06-deployments.http 07-tasks-queue.http",
                "03-networking-normalisation.http",
                "12-events.http"
            })
    void everyRecordedRequestIsAnsweredAsRecorded(String transcripts) {
        try (LocalMarathon marathon = TestServers.start(folder)) {
            Http http = new Http(marathon.uri());
            for (String transcript : transcripts.split(" ", -1)) {
                replay(transcript, http);
                allowed.needless(transcript).forEach(entry -> faults.add("needless: " + entry));
            }
        }
        assertThat(faults).isEmpty();
    }

    private void replay(String transcript, Http http) {
        List<Exchange> exchanges = Exchange.all(transcript, this::withoutPython);
        for (int i = 0; i < exchanges.size(); i++) {
            Exchange exchange = exchanges.get(i);
            String request = transcript + " " + exchange;
            UNRECORDED.getOrDefault(transcript + " " + i, List.of()).forEach(one -> send(one, http));
            if (!allowed.isUnasked(request)) {
                prepare(exchange, request, http);
                holdBack(i + 1 < exchanges.size() && isAmidst(exchanges.get(i + 1)));
                replay(exchange, request, http);
            }
        }
    }

    private static void send(String unrecorded, Http http) {
        String[] parts = unrecorded.split(" ", 3);
        http.send(parts[0], parts[1], parts.length > 2 ? parts[2] : "");
    }

    private void prepare(Exchange exchange, String request, Http http) {
        boolean reads = exchange.method().equals("GET");
        if (reads ? exchange.body().contains("\"deployments\":[]") : !isAmidst(exchange)) {
            awaitQuiet(request, http);
        }
        bindTasks(exchange, http);
    }

    private static boolean isAmidst(Exchange exchange) {
        return exchange.method().equals("GET")
                ? exchange.body().matches(".*\"deployments\":\\[\\{.*|\\[\\{.*\"currentStep\".*")
                : (exchange.title() + " " + exchange.uri()).matches(AMIDST);
    }

    private void replay(Exchange exchange, String request, Http http) {
        boolean mayBeAskedAgain = exchange.method().equals("GET");
        Map<String, String> differences = new LinkedHashMap<>();
        try {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(50))
                    .pollInSameThread()
                    .until(() -> {
                        differences.clear();
                        differences.putAll(ask(exchange, request, http));
                        return differences.isEmpty() || !mayBeAskedAgain;
                    });
        } catch (ConditionTimeoutException e) {
            // Told by the differences of the last time.
        }
        if (!differences.isEmpty()) {
            String shown = differences.containsKey("status") ? differences.get("status") : differences.toString();
            faults.add(request + "\n    " + shown);
        }
    }

    private Map<String, String> ask(Exchange exchange, String request, Http http) {
        Http.Answer answer = http.send(
                exchange.method(),
                likeness.now(exchange.uri()),
                exchange.requestHeaders(),
                likeness.now(exchange.requestBody()));
        Map<String, String> differences = likeness.compare(exchange.body(), answer.body());
        compare("status", exchange.status() + "", answer.status() + "", differences);
        for (String header : List.of("Location", "Marathon-Deployment-Id")) {
            compare(
                    "header " + header,
                    exchange.headers().containsKey(header) + "",
                    answer.headers().containsKey(header) + "",
                    differences);
        }
        HEADERS.forEach((name, value) -> {
            if (exchange.headers().containsKey(name)) {
                compare("header " + name, value, answer.headers().get(name) + "", differences);
            }
        });
        differences.keySet().removeIf(at -> allowed.allows(request, at));
        if (differences.isEmpty()) {
            likeness.learnFrom(exchange.body(), answer.body());
        }
        return differences;
    }

    private static void compare(String at, String recorded, String answered, Map<String, String> differences) {
        if (!recorded.equals(answered)) {
            differences.put(at, "recorded " + recorded + ", answered " + answered);
        }
    }

    /** Waits for the tasks that a request names; those that nothing was recorded of may be any of their app. */
    private void bindTasks(Exchange exchange, Http http) {
        Matcher named = TASK.matcher(exchange.uri() + exchange.requestBody());
        while (exchange.status() == 200 && !exchange.body().equals("{\"tasks\":[]}") && named.find()) {
            String uuid = named.group("uuid");
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(50))
                    .until(() -> Server.list(Server.read(http.get("/v2/tasks?status=running"))
                                    .path("tasks"))
                            .stream()
                            .map(task -> TASK.matcher(task.path("id").asText()))
                            .filter(Matcher::matches)
                            .filter(task -> task.group("app").equals(named.group("app"))
                                    && task.group("number").equals(named.group("number")))
                            .anyMatch(task -> likeness.isOrMayBe(uuid, task.group("uuid"))));
        }
    }

    private void awaitQuiet(String request, Http http) {
        holdBack(false);
        try {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> http.get("/v2/deployments").body().equals("[]"));
        } catch (ConditionTimeoutException e) {
            faults.add("before " + request + " there is still "
                    + http.get("/v2/deployments").body());
        }
    }

    /** Lets new tasks get healthy or not, so that what was asked of a deployment at work meets it at work. */
    private void holdBack(boolean held) {
        try {
            if (held) {
                Files.deleteIfExists(healthy());
            } else if (!Files.exists(healthy())) {
                Files.createFile(healthy());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path healthy() {
        return folder.resolve("healthy");
    }

    /** The recorded apps are Python servers; these only wait, and need nothing installed. */
    private String withoutPython(String text) {
        String once = "test -e ok || { test -e " + healthy() + " && touch ok; }";
        return text.replace("exec python3 -m http.server --bind 127.0.0.1 $PORT0", "exec tail -f /dev/null")
                .replaceAll(
                        "(\"healthChecks\": ?\\[\\{)([^}]*\"path\": ?\"/no-such\")", "$1" + command("exit 1") + "$2")
                .replaceAll("(\"healthChecks\": ?\\[\\{)(\"(?!command)[^}]*MESOS_HTTP)", "$1" + command(once) + "$2")
                .replaceAll("(\"protocol\": ?)\"MESOS_HTTP\"", "$1\"COMMAND\"");
    }

    private static String command(String line) {
        return Matcher.quoteReplacement("\"command\":{\"value\":\"" + line + "\"},");
    }
}
