package io.slipway.registry.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import io.slipway.registry.ServiceInstance;
import io.slipway.registry.Subscription;
import io.slipway.registry.internal.Logs;
import io.slipway.registry.internal.Threads;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class DiscoveryTest extends DiscoveryFixture {

    private final Discovery discovery = discovery(IN_TURN);

    @Test
    void theFirstSnapshotHoldsTheRegistrysFirstAnswer() {
        register("orders-2");
        register("orders-1");

        assertThat(discovery.snapshot("orders"))
                .isEqualTo(new Snapshot("orders", List.of(instance("orders-1"), instance("orders-2")), 3, NOW, false));
    }

    @Test
    void aServiceNobodyRegisteredHasNoInstances() {
        Snapshot snapshot = discovery.snapshot("orders");

        assertThat(snapshot.instances()).isEmpty();
        assertThat(snapshot.stale()).isFalse();
        assertThat(discovery.pick("orders", Set.of())).isEmpty();
    }

    @Test
    void whatIsRegisteredLaterIsSeen() {
        discovery.snapshot("orders");

        register("orders-1");

        awaitIds("orders-1");
    }

    @Test
    void anInstanceWhoseCheckFailsIsLeftOutUntilItPasses() {
        register("orders-1");
        register("orders-2");
        awaitIds("orders-1", "orders-2");

        registry.setPassing("orders-1", false);
        awaitIds("orders-2");

        registry.setPassing("orders-1", true);
        awaitIds("orders-1", "orders-2");
    }

    @Test
    void instancesArePickedInTurn() {
        register("orders-1");
        register("orders-2");
        register("orders-3");

        assertThat(picks(6)).containsExactly("orders-1", "orders-2", "orders-3", "orders-1", "orders-2", "orders-3");
    }

    @Test
    void thoseAlreadyTriedAreNotPicked() {
        register("orders-1");
        register("orders-2");

        assertThat(Stream.generate(() -> discovery
                                .pick("orders", Set.of("orders-1"))
                                .orElseThrow()
                                .id())
                        .limit(3))
                .containsOnly("orders-2");
        assertThat(discovery.pick("orders", Set.of("orders-1", "orders-2"))).isEmpty();
    }

    @Test
    void aLeaseNamesAnInstanceAndMayBeEndedOnce() {
        register("orders-1");

        Lease lease = discovery.lease("orders", Set.of()).orElseThrow();
        lease.succeeded(Duration.ofMillis(3));
        lease.abandoned();

        assertThat(lease.instance()).isEqualTo(instance("orders-1"));
        assertThat(discovery.lease("orders", Set.of("orders-1"))).isEmpty();
    }

    @Test
    void theLastInstancesStayWhileTheRegistryIsAway() {
        register("orders-1");
        awaitIds("orders-1");

        registry.goAway();

        await().until(() -> discovery.snapshot("orders").stale());
        assertThat(picks(1)).containsExactly("orders-1");

        registry.comeBack();
        register("orders-2");
        awaitIds("orders-1", "orders-2");
        assertThat(discovery.snapshot("orders").stale()).isFalse();
    }

    @Test
    void aRegistryThatRestartsWithLowerIndexesIsFollowed() {
        for (int i = 0; i < 20; i++) {
            register("orders-1");
            registry.deregister("orders-1");
        }
        register("orders-1");
        awaitIds("orders-1");

        registry.restart();
        register("orders-2");

        awaitIds("orders-1", "orders-2");
    }

    @Test
    void aRegistryThatIsAwayAtFirstIsFollowedOnceItComes() {
        registry.goAway();

        Snapshot nothing = discovery.snapshot("orders");
        assertThat(nothing).isEqualTo(new Snapshot("orders", List.of(), 0, Instant.EPOCH, true));

        registry.comeBack();
        register("orders-1");
        awaitIds("orders-1");
    }

    @Test
    void anOutageOfAllServicesIsLoggedOnce() {
        try (Logs logs = Logs.of(Discovery.class)) {
            register("orders-1");
            awaitIds("orders-1");
            discovery.snapshot("inventory");

            registry.goAway();
            await().until(() -> discovery.snapshot("orders").stale()
                    && discovery.snapshot("inventory").stale());
            registry.comeBack();

            await().untilAsserted(() -> assertThat(logs.lines()).hasSize(2));
            assertThat(logs.lines().get(0))
                    .matches(
                            "WARN Watching (orders|inventory) is not possible: The registry in memory .*\\."
                                    + " The instances last known stay in use, and the registry is asked again until it answers\\.");
            assertThat(logs.lines().get(1)).matches("INFO Watching (orders|inventory) is possible again, after 0 s\\.");
        }
    }

    @Test
    void listenersHearOfTheFirstAnswerAndOfEveryChange() throws Exception {
        List<String> heard = new CopyOnWriteArrayList<>();
        register("orders-1");
        Subscription subscription = discovery.onChange("orders", snapshot -> heard.add(text(snapshot)));
        await().untilAsserted(() -> assertThat(heard).containsExactly("orders-1"));

        register("orders-2");
        await().untilAsserted(() -> assertThat(heard).containsExactly("orders-1", "orders-1 orders-2"));

        registry.goAway();
        await().until(() -> heard.size() == 3);
        registry.comeBack();
        await().until(() -> heard.size() == 4);

        subscription.close();
        register("orders-3");
        awaitIds("orders-1", "orders-2", "orders-3");
        assertThat(heard)
                .containsExactly("orders-1", "orders-1 orders-2", "orders-1 orders-2 stale", "orders-1 orders-2");
    }

    @Test
    void anAnswerThatChangesNothingTellsNobody() {
        register("orders-1");
        register("orders-2");
        registry.setPassing("orders-2", false);
        List<String> heard = new CopyOnWriteArrayList<>();
        discovery.onChange("orders", snapshot -> heard.add(text(snapshot)));
        awaitIds("orders-1");
        long index = discovery.snapshot("orders").index();

        registry.deregister("orders-2");

        await().until(() -> discovery.snapshot("orders").index() > index);
        assertThat(heard).containsExactly("orders-1");
    }

    @Test
    void aListenerThatThrowsSilencesNeitherTheOthersNorTheWatch() {
        List<String> heard = new CopyOnWriteArrayList<>();
        discovery.onChange("orders", snapshot -> {
            throw new IllegalStateException("a listener's fault");
        });
        discovery.onChange("orders", snapshot -> heard.add(text(snapshot)));
        discovery.snapshot("orders");

        register("orders-1");
        awaitIds("orders-1");
        register("orders-2");

        awaitIds("orders-1", "orders-2");
        await().untilAsserted(() -> assertThat(heard).containsExactly("", "orders-1", "orders-1 orders-2"));
    }

    @Test
    void aListenerMayCloseTheDiscovery() {
        discovery.onChange("orders", snapshot -> discovery.close());
        discovery.watch("orders");

        Threads.awaitOnly(Set.of());
    }

    @Test
    void whatWasKnownCanBeReadAfterClosing() {
        register("orders-1");
        awaitIds("orders-1");

        discovery.close();

        assertThat(picks(1)).containsExactly("orders-1");
        assertThatIllegalStateException()
                .isThrownBy(() -> discovery.snapshot("inventory"))
                .withMessage("Cannot watch inventory: this discovery is closed.");
    }

    @Test
    void everyServiceHasOneThread() {
        for (int i = 0; i < 5; i++) {
            discovery.snapshot("orders");
            discovery.snapshot("inventory");
        }

        assertThat(Threads.ours()).containsExactlyInAnyOrder("slipway: Watching orders", "slipway: Watching inventory");
    }

    private List<String> picks(int count) {
        return Stream.generate(
                        () -> discovery.pick("orders", Set.of()).orElseThrow().id())
                .limit(count)
                .toList();
    }

    private void awaitIds(String... ids) {
        awaitIds(discovery, ids);
    }

    private static String text(Snapshot snapshot) {
        String ids = String.join(
                " ", snapshot.instances().stream().map(ServiceInstance::id).toList());
        return snapshot.stale() ? ids + " stale" : ids;
    }
}
