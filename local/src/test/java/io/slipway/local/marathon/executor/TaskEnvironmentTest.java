package io.slipway.local.marathon.executor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.slipway.local.marathon.Exchange;
import io.slipway.local.marathon.definition.AppDefinition;
import io.slipway.local.marathon.definition.AppReader;
import io.slipway.local.marathon.definition.AppVersion;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Compares with what processes of a real Marathon saw (transcript 11). */
class TaskEnvironmentTest {

    /** Given by whoever starts the process, or lost in the shell that printed the rest. */
    private static final Set<String> NOT_OURS = Set.of("PATH", "PWD", "MESOS_SANDBOX", "PORT_MY-ADMIN");

    static Stream<String> recordings() {
        return Arrays.stream(Exchange.text("11-task-env.http").split(">>> POST"))
                .filter(text -> text.contains("### environment of the task"));
    }

    @ParameterizedTest
    @MethodSource("recordings")
    void aTaskSeesWhatARealOneSaw(String recording) throws JsonProcessingException {
        String posted = recording
                .substring(recording.indexOf("\n\n{") + 2, recording.indexOf("\n<<< "))
                .strip();
        JsonNode task = new ObjectMapper()
                .readTree(recording
                        .substring(recording.indexOf("### task json: ") + 15)
                        .lines()
                        .findFirst()
                        .orElseThrow());
        List<Integer> ports = new ArrayList<>();
        task.path("ports").forEach(port -> ports.add(port.asInt()));
        AppDefinition app = AppReader.create(AppReader.parse(posted.getBytes(StandardCharsets.UTF_8)))
                .withServicePorts(null, Set.of());

        Map<String, String> env = TaskEnvironment.of(
                AppVersion.fresh(app, task.path("version").asText()),
                task.path("id").asText(),
                task.path("host").asText(),
                ports);

        env.keySet().removeAll(NOT_OURS);
        assertThat(env).isEqualTo(recorded(recording));
    }

    private static Map<String, String> recorded(String recording) {
        String block = recording.substring(recording.indexOf("### environment"), recording.indexOf("### TaskInfo"));
        return block.lines()
                .filter(line -> line.contains("=") && !line.startsWith("###"))
                .map(line -> line.split("=", 2))
                .filter(pair -> !NOT_OURS.contains(pair[0]))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1], (a, b) -> a, TreeMap::new));
    }
}
