package io.slipway.local.marathon.definition;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.local.marathon.Exchange;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Compares with transcript 03 of a real Marathon: as it was answered, and as it was stored. */
class CanonicalTest {

    private static final List<String> NOT_DEFINED_BY_THE_CLIENT = List.of(
            "version",
            "versionInfo",
            "tasks",
            "deployments",
            "tasksStaged",
            "tasksRunning",
            "tasksHealthy",
            "tasksUnhealthy");

    static Stream<Exchange> creations() {
        return exchanges().filter(exchange -> exchange.status() == 201);
    }

    private static Stream<Exchange> exchanges() {
        return Exchange.all("03-networking-normalisation.http", UnaryOperator.identity()).stream();
    }

    @ParameterizedTest
    @MethodSource("creations")
    void aDefinitionIsCompletedAsMarathonCompletesIt(Exchange creation) throws JsonProcessingException {
        ObjectNode canonical = AppReader.canonical(read(creation.requestBody()));

        // As text, so that the order of members counts too.
        assertThat(canonical.toString()).isEqualTo(definition(read(creation.body())));
    }

    @ParameterizedTest
    @MethodSource("creations")
    void whatIsCompleteStaysAsItIs(Exchange creation) throws JsonProcessingException {
        ObjectNode canonical = AppReader.canonical(read(creation.requestBody()));

        assertThat(AppReader.canonical(canonical)).isEqualTo(canonical);
    }

    @Test
    void servicePortsAreTheLowestThatNoAppHas() throws JsonProcessingException {
        Set<Integer> taken = new HashSet<>(Set.of(10000, 10001, 10002, 10004, 8081));
        List<Exchange> stored =
                exchanges().filter(exchange -> exchange.method().equals("GET")).toList();
        List<Exchange> created = creations().toList();
        for (int i = 0; i < created.size(); i++) {
            ObjectNode app = AppReader.canonical(read(created.get(i).requestBody()));
            ServicePorts.assign(app, null, taken);
            taken.addAll(ServicePorts.in(app));

            ObjectNode recorded = (ObjectNode) read(stored.get(i).body()).get("app");
            assertThat(app.toString()).isEqualTo(definition(recorded));
        }
    }

    @Test
    void anAppKeepsItsServicePortsWhenItAsksForZeroAgain() throws JsonProcessingException {
        ObjectNode before = app("{\"id\":\"/a\",\"cmd\":\"sleep 1\",\"ports\":[10005,10003,9000]}");
        ObjectNode after = app("{\"id\":\"/a\",\"cmd\":\"sleep 1\",\"ports\":[0,9000,0,0]}");

        ServicePorts.assign(after, before, Set.of(10000, 10003, 10005, 9000));

        assertThat(ServicePorts.in(after)).containsExactly(10005, 9000, 10003, 10001);
    }

    private static ObjectNode app(String json) throws JsonProcessingException {
        return AppReader.canonical(read(json));
    }

    private static String definition(ObjectNode shown) {
        shown.remove(NOT_DEFINED_BY_THE_CLIENT);
        return shown.toString();
    }

    private static ObjectNode read(String json) throws JsonProcessingException {
        return (ObjectNode) Json.MAPPER.readTree(json);
    }
}
