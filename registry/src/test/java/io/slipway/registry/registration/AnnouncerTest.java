package io.slipway.registry.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.slipway.registry.Check;
import io.slipway.registry.Registration;
import io.slipway.registry.ServiceInstance;
import io.slipway.registry.internal.Logs;
import io.slipway.registry.internal.Threads;
import io.slipway.registry.testing.InMemoryRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class AnnouncerTest {

    private static final Duration SOON = Duration.ofSeconds(5);
    private static final Duration GOODBYE = Duration.ofMillis(300);

    private final InMemoryRegistry registry = new InMemoryRegistry();
    private final Logs logs = Logs.of(Announcer.class);
    private Announcer announcer;

    @AfterEach
    void close() {
        announcer.close();
        logs.close();
        Threads.awaitOnly(Set.of());
    }

    @Test
    void whatIsAnnouncedIsRegistered() throws InterruptedException {
        start();

        assertThat(announcer.awaitRegistered(SOON)).isTrue();
        assertThat(announcer.registered()).isTrue();
        assertThat(registry.isRegistered("orders-1")).isTrue();
        await().untilAsserted(() ->
                assertThat(logs.lines()).containsExactly("INFO orders-1 is registered at 127.0.0.1:9700."));
    }

    @Test
    void whatTheAgentLostIsRegisteredAgain() throws InterruptedException {
        start();
        announcer.awaitRegistered(SOON);

        registry.deregister("orders-1");

        await().until(() -> registry.isRegistered("orders-1"));
        await().untilAsserted(() -> assertThat(logs.lines())
                .containsExactly(
                        "INFO orders-1 is registered at 127.0.0.1:9700.",
                        "WARN The registry lost orders-1; it is registered again."));
    }

    @Test
    void aRegistryThatIsAwayIsTriedUntilItComes() throws InterruptedException {
        registry.goAway();
        start();
        await().until(() -> !logs.lines().isEmpty());
        assertThat(announcer.awaitRegistered(Duration.ofMillis(30))).isFalse();

        registry.comeBack();

        assertThat(announcer.awaitRegistered(SOON)).isTrue();
        await().untilAsserted(() -> assertThat(logs.lines())
                .containsExactly(
                        "WARN Registering orders-1 is not possible: The registry in memory is away."
                                + " It is tried again until it works.",
                        "INFO orders-1 is registered at 127.0.0.1:9700.",
                        "INFO Registering orders-1 is possible again, after 0 s."));
    }

    @Test
    void aRegistryThatGoesAwayLaterIsAskedUntilItIsBack() throws InterruptedException {
        start();
        announcer.awaitRegistered(SOON);
        registry.goAway();
        await().until(() -> logs.lines().size() == 2);

        registry.comeBack();
        registry.deregister("orders-1");

        await().until(() -> registry.isRegistered("orders-1"));
    }

    @Test
    void whatIsWithdrawnIsGoneAndStaysGone() throws InterruptedException {
        start();
        announcer.awaitRegistered(SOON);

        assertThat(announcer.withdraw()).isTrue();

        assertThat(registry.isRegistered("orders-1")).isFalse();
        assertThat(announcer.registered()).isFalse();
        Threads.awaitOnly(Set.of());
        assertThat(registry.isRegistered("orders-1")).isFalse();
    }

    @Test
    void withdrawingTwiceIsWithdrawingOnce() throws InterruptedException {
        start();
        announcer.awaitRegistered(SOON);

        assertThat(announcer.withdraw()).isTrue();
        assertThat(announcer.withdraw()).isTrue();
    }

    @Test
    void withdrawingIsBoundedWhileTheRegistryIsAway() throws InterruptedException {
        start();
        announcer.awaitRegistered(SOON);
        registry.goAway();

        long begun = System.nanoTime();
        assertThat(announcer.withdraw()).isFalse();

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(GOODBYE.multipliedBy(4));
        await().untilAsserted(() -> assertThat(logs.lines())
                .endsWith("WARN orders-1 could not be withdrawn: The registry in memory is away."
                        + " The registry forgets it 60 s after its check has failed."));
    }

    @Test
    void withdrawingWaitsOutAShortAbsence() throws InterruptedException {
        start();
        announcer.awaitRegistered(SOON);
        registry.goAway();
        await().until(() -> logs.lines().size() > 1);

        CompletableFuture<Boolean> withdrawn = CompletableFuture.supplyAsync(announcer::withdraw);
        registry.comeBack();

        assertThat(withdrawn.join()).isTrue();
        assertThat(registry.isRegistered("orders-1")).isFalse();
    }

    private void start() {
        AnnouncerPace quick =
                new AnnouncerPace(Duration.ofMillis(20), Duration.ofMillis(5), Duration.ofMillis(10), GOODBYE);
        announcer = Announcer.start(
                registry,
                new Registration(
                        new ServiceInstance("orders-1", "orders", "127.0.0.1", 9700, List.of(), Map.of()),
                        new Check.Tcp("127.0.0.1", 9700, Duration.ofSeconds(1), Duration.ofSeconds(1)),
                        Duration.ofMinutes(1)),
                quick,
                Clock.systemUTC(),
                () -> 0.5);
    }
}
