package io.slipway.registry.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.slipway.registry.ServiceInstance;
import io.slipway.registry.internal.Logs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class SnapshotFolderTest extends DiscoveryFixture {

    @TempDir
    Path folder;

    private static final Discovery.Options KEPT = Discovery.Options.DEFAULT;

    @Test
    void aRestartWhileTheRegistryIsAwayStillFindsItsPeers() {
        register("orders-1");
        register("orders-2");
        try (Discovery before = keeping()) {
            awaitIds(before, "orders-1", "orders-2");
        }
        registry.goAway();

        Discovery after = keeping();

        assertThat(after.snapshot("orders"))
                .isEqualTo(new Snapshot("orders", List.of(instance("orders-1"), instance("orders-2")), 0, NOW, true));
        assertThat(after.lease("orders", Set.of())).isPresent();
    }

    @Test
    void whatWasKeptGivesWayToTheRegistrysFirstAnswer() {
        register("orders-1");
        try (Discovery before = keeping()) {
            awaitIds(before, "orders-1");
        }
        registry.deregister("orders-1");
        register("orders-2");

        Discovery after = keeping();

        awaitIds(after, "orders-2");
        assertThat(after.snapshot("orders").stale()).isFalse();
    }

    @Test
    void aRegistryThatKnowsNothingWhenWeStartIsNotBelievedAtOnce() {
        register("orders-1");
        try (Discovery before = keeping()) {
            awaitIds(before, "orders-1");
        }
        registry.deregister("orders-1");

        Discovery after = discovery(KEPT.withSnapshotFolder(folder), Duration.ofMinutes(1));

        assertThat(after.snapshot("orders").instances()).containsExactly(instance("orders-1"));
        assertThat(after.snapshot("orders").stale()).isTrue();
    }

    @Test
    void aListenerIsToldWhatWasKept() {
        register("orders-1");
        try (Discovery before = keeping()) {
            awaitIds(before, "orders-1");
        }
        registry.goAway();
        List<Snapshot> heard = new CopyOnWriteArrayList<>();

        keeping().onChange("orders", heard::add);

        assertThat(heard).extracting(Snapshot::instances).containsExactly(List.of(instance("orders-1")));
    }

    @Test
    void everyChangeIsKeptSoonEvenWithoutAGoodbye() {
        Discovery discovery = keeping();
        register("orders-1");
        awaitIds(discovery, "orders-1");
        awaitKept("orders-1");

        register("orders-2");
        awaitKept("orders-1", "orders-2");
    }

    @Test
    void aRegistryThatIsAwayLeavesTheFileAsItIs() {
        Discovery discovery = keeping();
        register("orders-1");
        awaitIds(discovery, "orders-1");
        awaitKept("orders-1");

        registry.goAway();
        await().until(() -> discovery.snapshot("orders").stale());
        discovery.close();

        awaitKept("orders-1");
    }

    @Test
    void aFileThatCannotBeUsedIsIgnoredWithOneLine() throws IOException {
        Path file = folder.resolve("orders.json");
        Files.writeString(file, "{\"format\":1,\n\u001b[31m");
        register("orders-1");

        try (Logs logs = Logs.of(Discovery.class)) {
            Discovery discovery = keeping();
            awaitIds(discovery, "orders-1");
            discovery.lease("orders", Set.of()).orElseThrow().abandoned();

            assertThat(logs.lines())
                    .containsExactly(
                            "WARN The snapshot " + file + " is ignored: Illegal character ((CTRL-CHAR, code 27)):"
                                    + " only regular white space (\\r, \\n, \\t) is allowed between tokens."
                                    + " Its service is unknown until the registry answers.");
        }
        awaitKept("orders-1");
    }

    @Test
    void aFolderThatCannotBeWrittenIsSaidOnceAndHurtsNobody() throws IOException {
        Path file = Files.writeString(folder.resolve("no-folder"), "");
        try (Logs logs = Logs.of(Discovery.class)) {
            Discovery discovery = discovery(KEPT.withSnapshotFolder(file));
            register("orders-1");
            awaitIds(discovery, "orders-1");
            await().until(() -> !logs.lines().isEmpty());
            register("orders-2");
            awaitIds(discovery, "orders-1", "orders-2");
            discovery.close();

            assertThat(logs.lines())
                    .containsExactly("WARN Snapshots cannot be written to " + file
                            + ": java.nio.file.FileAlreadyExistsException: " + file
                            + ". A restart while the registry is away will not know them.");
        }
    }

    @Test
    void tagsAndMetaAreKeptForTheFilter() {
        ServiceInstance blue =
                new ServiceInstance("orders-1", "orders", "::1", 9700, List.of("blue"), Map.of("version", "2"));
        register(blue);
        register("orders-2");
        try (Discovery before = keeping()) {
            awaitIds(before, "orders-1", "orders-2");
        }
        registry.goAway();

        Discovery after = discovery(KEPT.withSnapshotFolder(folder)
                .withFilter(Filter.none().withTags("blue").withVersion("2")));

        assertThat(after.pick("orders", Set.of())).contains(blue);
        assertThat(after.pick("orders", Set.of("orders-1"))).isEmpty();
    }

    private Discovery keeping() {
        return discovery(KEPT.withSnapshotFolder(folder));
    }

    private void awaitKept(String... ids) {
        await().ignoreExceptions().untilAsserted(() -> assertThat(new SnapshotFile(folder, "orders").read())
                .hasValueSatisfying(snapshot -> {
                    assertThat(snapshot.instances())
                            .extracting(ServiceInstance::id)
                            .containsExactly(ids);
                    assertThat(snapshot.confirmedAt()).isEqualTo(Instant.parse("2026-11-24T12:00:00Z"));
                }));
    }
}
