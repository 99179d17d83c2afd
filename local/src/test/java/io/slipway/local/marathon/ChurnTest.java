package io.slipway.local.marathon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Does whatever chance has it, to a few apps, as fast as it goes; then asks for order, which must come. */
class ChurnTest {

    private static final int OPERATIONS = 150;
    private static final int APPS = 4;
    private static final List<String> COMMANDS = List.of(
            "exec sleep 1000",
            "sleep 1000 & sleep 1000",
            "sleep 0.1; exit 1",
            "exit 0",
            "trap \\\"\\\" TERM; while :; do sleep 1; done");
    private static final List<String> CHECKS = List.of("true", "false");

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void afterAnyHistoryEveryAppIsAsItShallBe(long seed) {
        Random random = new Random(seed);
        try (Server server = new Server(folder)) {
            for (int i = 0; i < OPERATIONS; i++) {
                Http.Answer answer = operate(server, random);
                assertThat(answer.status()).as(answer.toString()).isLessThan(500);
            }
            String order = "'cmd':'exec sleep 1000','instances':2,'taskKillGracePeriodSeconds':1";
            IntStream.range(0, APPS)
                    .forEach(app -> server.put("/v2/apps//churn-" + app + "?force=true&partialUpdate=false", order));

            IntStream.range(0, APPS).forEach(app -> server.awaitRunning("/churn-" + app, 2));

            assertThat(server.get("/v2/deployments")).isEmpty();
            assertThat(server.get("/v2/queue").path("queue")).isEmpty();
        }
    }

    private static Http.Answer operate(Server server, Random random) {
        String app = "/v2/apps//churn-" + random.nextInt(APPS);
        String force = "?force=" + (random.nextInt(3) > 0);
        Http http = server.http;
        return switch (random.nextInt(8)) {
            case 0, 1, 2 -> http.send("PUT", app + force, definition(random));
            case 3 -> http.send("PUT", app + force, "{\"instances\":" + random.nextInt(5) + "}");
            case 4 -> http.send("DELETE", app + force, "");
            case 5 -> http.send("POST", app + "/restart" + force, "");
            case 6 -> {
                String deployment = any(server.get("/v2/deployments"), random);
                yield http.send("DELETE", "/v2/deployments/" + deployment + force, "");
            }
            default -> {
                String how = List.of("", "&wipe=true", "&scale=true").get(random.nextInt(3));
                String task = any(server.get("/v2/tasks").path("tasks"), random);
                yield http.send("POST", "/v2/tasks/delete" + force + how, "{\"ids\":[\"" + task + "\"]}");
            }
        };
    }

    private static String definition(Random random) {
        String check = CHECKS.get(random.nextInt(CHECKS.size()));
        return ("{'cmd':'" + COMMANDS.get(random.nextInt(COMMANDS.size())) + "','instances':" + random.nextInt(4)
                        + ",'env':{'X':'" + random.nextInt(3) + "'},'taskKillGracePeriodSeconds':" + random.nextInt(2)
                        + ",'upgradeStrategy':{'minimumHealthCapacity':" + random.nextInt(3) / 2.0
                        + ",'maximumOverCapacity':" + random.nextInt(3) / 2.0 + "},'healthChecks':[{'protocol':"
                        + "'COMMAND','command':{'value':'" + check + "'},'gracePeriodSeconds':0,'intervalSeconds':1,"
                        + "'delaySeconds':0,'maxConsecutiveFailures':1}]}")
                .replace('\'', '"');
    }

    private static String any(JsonNode list, Random random) {
        return list.isEmpty()
                ? "none.instance-0"
                : list.get(random.nextInt(list.size())).path("id").asText();
    }
}
