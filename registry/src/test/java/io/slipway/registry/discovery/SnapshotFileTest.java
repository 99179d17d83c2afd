package io.slipway.registry.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipway.registry.ServiceInstance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SnapshotFileTest {

    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00.123456Z");
    private static final String WHOLE =
            "{\"format\":1,\"service\":\"orders\",\"confirmedAt\":\"2026-11-24T12:00:00.123456Z\","
                    + "\"instances\":[{\"id\":\"orders-1\",\"host\":\"10.0.0.5\",\"port\":31000,\"tags\":[\"v1\"],"
                    + "\"meta\":{\"zone\":\"a\"}}]}";
    private static final Snapshot SNAPSHOT = new Snapshot(
            "orders",
            List.of(new ServiceInstance("orders-1", "orders", "10.0.0.5", 31000, List.of("v1"), Map.of("zone", "a"))),
            7,
            NOW,
            false);

    @TempDir
    Path folder;

    @Test
    void whatIsWrittenIsReadBackAsStale() throws IOException {
        SnapshotFile file = new SnapshotFile(folder.resolve("new/folder"), "orders");
        file.write(SNAPSHOT);

        assertThat(folder.resolve("new/folder/orders.json")).hasContent(WHOLE);
        assertThat(file.read()).contains(new Snapshot("orders", SNAPSHOT.instances(), 0, NOW, true));
    }

    @Test
    void writingAgainLeavesOneFile() throws IOException {
        SnapshotFile file = new SnapshotFile(folder, "orders");
        file.write(SNAPSHOT);
        file.write(new Snapshot("orders", List.of(), 8, NOW, false));

        assertThat(file.read().orElseThrow().instances()).isEmpty();
        assertThat(names()).containsExactly("orders.json");
    }

    @Test
    void aWriteThatBrokeOffLeavesTheLastFileWhole() throws IOException {
        SnapshotFile file = new SnapshotFile(folder, "orders");
        file.write(SNAPSHOT);
        Files.writeString(
                folder.resolve("orders.json." + ProcessHandle.current().pid() + ".tmp"), WHOLE.substring(0, 40));

        assertThat(file.read().orElseThrow().instances()).isEqualTo(SNAPSHOT.instances());
        file.write(SNAPSHOT);
        assertThat(names()).containsExactly("orders.json");
    }

    @Test
    void whereThereIsNoFileNothingIsKnown() throws IOException {
        assertThat(new SnapshotFile(folder, "orders").read()).isEmpty();
        assertThat(new SnapshotFile(folder.resolve("none"), "orders").read()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"../../etc/passwd", "/etc/passwd", ".", "..", "a b", "a/b", "größe", "a%2Fb", "*", "a\u0000b"})
    void aServiceOfAnyNameStaysInTheFolder(String service) throws IOException {
        SnapshotFile file = new SnapshotFile(folder, service);
        file.write(new Snapshot(service, List.of(), 1, NOW, false));

        assertThat(names()).hasSize(1);
        assertThat(file.read().orElseThrow().service()).isEqualTo(service);
    }

    @Test
    void servicesWithLongNamesHaveAFileEach() throws IOException {
        for (String end : List.of("a", "b")) {
            String service = "x".repeat(400) + end;
            new SnapshotFile(folder, service).write(new Snapshot(service, List.of(), 1, NOW, false));
        }

        assertThat(names()).hasSize(2);
    }

    @Test
    void aFileCutAnywhereIsRefused() throws IOException {
        for (int length = 0; length < WHOLE.length(); length++) {
            Files.writeString(folder.resolve("orders.json"), WHOLE.substring(0, length));

            assertThatThrownBy(() -> new SnapshotFile(folder, "orders").read()).isInstanceOf(IOException.class);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"format\":1 | \"format\":2 | it has the format 2, not 1",
                "\"format\":1 | \"former\":1 | it has the format 0, not 1",
                "\"service\":\"orders\" | \"service\":\"carts\" | it is of the service \"carts\"",
                "\"id\":\"orders-1\" | \"id\":null | it has an instance without id or host",
                "\"host\":\"10.0.0.5\" | \"ghost\":\"10.0.0.5\" | it has an instance without id or host"
            })
    void aFileThatSaysSomethingElseIsRefused(String part, String other, String why) throws IOException {
        Files.writeString(folder.resolve("orders.json"), WHOLE.replace(part.strip(), other.strip()));

        assertThatIOException()
                .isThrownBy(() -> new SnapshotFile(folder, "orders").read())
                .withMessage(why);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "[]",
                "7",
                "{}",
                "{\"format\":1,\"service\":\"orders\"}",
                "{\"format\":1,\"service\":\"orders\",\"confirmedAt\":\"yesterday\",\"instances\":[]}",
                "{\"format\":1,\"service\":\"orders\",\"confirmedAt\":\"2026-11-24T12:00:00Z\",\"instances\":null}",
                "{\"format\":1,\"service\":\"orders\",\"confirmedAt\":\"2026-11-24T12:00:00Z\",\"instances\":[null]}",
                "{\"format\":1,\"service\":\"orders\",\"confirmedAt\":\"2026-11-24T12:00:00Z\",\"instances\":[{}]}",
                "{\"format\":1,\"service\":\"orders\",\"confirmedAt\":\"2026-11-24T12:00:00Z\",\"instances\":[]} more",
                "{\"format\":\"one\",\"service\":\"orders\",\"confirmedAt\":\"2026-11-24T12:00:00Z\",\"instances\":[]}"
            })
    void aFileOfAnotherShapeIsRefused(String body) throws IOException {
        Files.writeString(folder.resolve("orders.json"), body);

        assertThatThrownBy(() -> new SnapshotFile(folder, "orders").read()).isInstanceOf(IOException.class);
    }

    @Test
    void anOddRegistrationDoesNotSpoilTheFile() throws IOException {
        List<ServiceInstance> odd = List.of(
                new ServiceInstance("", "orders", "", 0, List.of(), Map.of()),
                new ServiceInstance("\"\n\u0000", "orders", "no host/at all", 70_000, List.of(""), Map.of("", "")));
        SnapshotFile file = new SnapshotFile(folder, "orders");
        file.write(new Snapshot("orders", odd, 1, NOW, false));

        assertThat(file.read().orElseThrow().instances()).isEqualTo(odd);
    }

    @Test
    void aFileNestedWithoutEndIsRefused() throws IOException {
        Files.writeString(folder.resolve("orders.json"), "{\"more\":" + "[".repeat(1_000_000));

        assertThatThrownBy(() -> new SnapshotFile(folder, "orders").read()).isInstanceOf(IOException.class);
    }

    @Test
    void aFileTooLargeIsRefused() throws IOException {
        Files.write(folder.resolve("orders.json"), new byte[(8 << 20) + 1]);

        assertThatIOException()
                .isThrownBy(() -> new SnapshotFile(folder, "orders").read())
                .withMessage("it is larger than 8388608 bytes");
    }

    @Test
    void aFolderInItsPlaceIsRefused() throws IOException {
        Files.createDirectory(folder.resolve("orders.json"));

        assertThatIOException()
                .isThrownBy(() -> new SnapshotFile(folder, "orders").read())
                .withMessage("it is no regular file");
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
