package io.slipway.registry.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.codahale.metrics.MetricRegistry;
import io.slipway.registry.Check;
import io.slipway.registry.CheckStatus;
import io.slipway.registry.Registration;
import io.slipway.registry.ServiceInstance;
import io.slipway.registry.internal.JumpingClock;
import io.slipway.registry.internal.Logs;
import io.slipway.registry.internal.Threads;
import io.slipway.registry.testing.InMemoryRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(40)
class AnnouncerTest {

    private static final Duration SOON = Duration.ofSeconds(5);
    private static final Duration GOODBYE = Duration.ofMillis(500);

    private static final ServiceInstance INSTANCE =
            new ServiceInstance("orders-1", "orders", "127.0.0.1", 9700, List.of(), Map.of());
    private static final Check TCP = new Check.Tcp("127.0.0.1", 9700, Duration.ofSeconds(1), Duration.ofSeconds(1));

    private final JumpingClock clock = new JumpingClock();
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

    @Test
    void whatSomebodyChangedIsAnnouncedAsItWas() throws InterruptedException {
        start();
        announcer.awaitRegistered(SOON);
        ServiceInstance held = held();

        registry.register(new Registration(held.with("version", "0"), TCP, Duration.ofMinutes(1)));

        await().until(() -> held().equals(held));
        await().untilAsserted(() -> assertThat(logs.lines())
                .endsWith("WARN Somebody changed the registration of orders-1; it is registered as it was."));
    }

    @Test
    void whatAnotherProcessRegisteredIsLeftAloneAlsoOnLeaving() throws InterruptedException {
        start();
        announcer.awaitRegistered(SOON);
        ServiceInstance others = INSTANCE.with(Life.KEY, "0123456789abcdef.1.2");

        registry.register(new Registration(others, TCP));

        await().until(() -> announcer.state().state() == Announcement.State.TAKEN);
        assertThat(announcer.registered()).isFalse();
        assertThat(announcer.retire("leaving")).isTrue();
        assertThat(announcer.withdraw()).isTrue();
        assertThat(held()).isEqualTo(others);
        assertThat(registry.healthyInstances("orders", 0, Duration.ZERO).value())
                .containsExactly(others);
        assertThat(logs.lines())
                .containsOnlyOnce("WARN orders-1 is registered by another process now; this one, at 127.0.0.1:9700,"
                        + " leaves it alone. Two processes have been given one id.");
    }

    @Test
    void anIdThatAnotherLeftIsTakenUpAgain() throws InterruptedException {
        start();
        announcer.awaitRegistered(SOON);
        registry.register(new Registration(INSTANCE, TCP));
        await().until(() -> announcer.state().state() == Announcement.State.TAKEN);

        registry.deregister("orders-1");

        await().until(announcer::registered);
        assertThat(held().meta()).containsKey(Life.KEY);
    }

    @Test
    void anEarlierLifeIsOvertakenWithItsMaintenance() throws InterruptedException {
        registry.register(new Registration(INSTANCE, TCP));
        registry.maintain("orders-1", true, "leaving");

        start();
        announcer.awaitRegistered(SOON);

        assertThat(registry.healthyInstances("orders", 0, Duration.ZERO).value())
                .containsExactly(held());
    }

    @Test
    void anEarlierLifesIdAtTheSameAddressIsRemovedAndNobodyElses() throws InterruptedException {
        Life own = Lives.ofThisMachine().own();
        String over = new Life(own.place(), own.pid(), own.start() + 1).text();
        String elsewhere = new Life("0123456789abcdef", own.pid(), own.start() + 1).text();
        registry.register(earlier("over", 9700, over));
        registry.register(earlier("over-at-another-port", 9701, over));
        registry.register(earlier("alive", 9700, own.text()));
        registry.register(earlier("elsewhere", 9700, elsewhere));
        registry.register(earlier("garbage", 9700, "0123456789abcdef.1.2\n<script>"));

        start();
        announcer.awaitRegistered(SOON);

        await().until(() -> !registry.isRegistered("over"));
        assertThat(registry.registeredHere("orders"))
                .extracting(registered -> registered.instance().id())
                .containsExactly("alive", "elsewhere", "garbage", "orders-1", "over-at-another-port");
        assertThat(logs.lines())
                .contains("INFO over is removed: the process that had registered it at 127.0.0.1:9700 is gone.");
    }

    @Test
    void whoeverRetiresIsSentNobodyAndStaysRegisteredUntilItLeaves() throws InterruptedException {
        start();
        announcer.awaitRegistered(SOON);

        assertThat(announcer.retire("stopping")).isTrue();

        assertThat(registry.isRegistered("orders-1")).isTrue();
        assertThat(registry.healthyInstances("orders", 0, Duration.ZERO).value())
                .isEmpty();
        assertThat(announcer.withdraw()).isTrue();
        assertThat(registry.isRegistered("orders-1")).isFalse();
        await().untilAsserted(() ->
                assertThat(logs.lines()).endsWith("INFO orders-1 is retired: stopping", "INFO orders-1 is withdrawn."));
    }

    @Test
    void whatIsLostAfterRetiringIsNotAnnouncedAgain() throws InterruptedException {
        start();
        announcer.awaitRegistered(SOON);
        announcer.retire("stopping");

        registry.deregister("orders-1");

        assertThat(announcer.withdraw()).isTrue();
        assertThat(registry.isRegistered("orders-1")).isFalse();
    }

    @Test
    void retiringIsBoundedWhileTheRegistryIsAway() throws InterruptedException {
        start();
        announcer.awaitRegistered(SOON);
        registry.goAway();

        assertThat(announcer.retire("stopping")).isFalse();
        assertThat(announcer.withdraw()).isFalse();
        await().until(() -> announcer.state().state() == Announcement.State.WITHDRAWN);
        assertThat(announcer.state().problem()).hasValue("The registry in memory is away.");
    }

    @Test
    void whatReportsIsReportedAtOnceAndALossIsNoticedByTheNextReport() throws InterruptedException {
        AtomicReference<Condition> condition =
                new AtomicReference<>(new Condition(CheckStatus.CRITICAL, "no database"));
        start(new Check.Ttl(Duration.ofSeconds(10)), condition::get, Duration.ofMinutes(5));
        announcer.awaitRegistered(SOON);
        await().until(() -> healthy().isEmpty());

        condition.set(Condition.PASSING);
        registry.deregister("orders-1");

        await().atMost(Duration.ofSeconds(20)).until(() -> !healthy().isEmpty());
        assertThat(logs.lines())
                .containsExactly(
                        "INFO orders-1 is registered at 127.0.0.1:9700.",
                        "WARN orders-1 reports that it is CRITICAL: no database",
                        "INFO orders-1 reports that it is passing again.",
                        "WARN The registry lost orders-1; it is registered again.");
    }

    @Test
    void aReportThatFailsIsTriedUntilItGetsThrough() throws InterruptedException {
        start(new Check.Ttl(Duration.ofSeconds(10)), () -> Condition.PASSING, Duration.ofMinutes(5));
        announcer.awaitRegistered(SOON);
        registry.goAway();
        await().atMost(Duration.ofSeconds(20))
                .until(() -> announcer.state().problem().isPresent());

        registry.comeBack();

        await().until(() -> announcer.state().problem().isEmpty());
        assertThat(announcer.registered()).isTrue();
        await().until(() -> logs.lines().size() == 3);
        assertThat(logs.lines().get(1))
                .isEqualTo("WARN Registering orders-1 is not possible: The registry in memory is away."
                        + " It is tried again until it works.");
        assertThat(logs.lines().get(2)).startsWith("INFO Registering orders-1 is possible again, after ");
    }

    @Test
    void aCheckThatConsulForgetsLaterThanToldIsWarnedOf() {
        announcer = Announcer.start(registry, new Registration(INSTANCE, TCP, Duration.ofSeconds(30)));

        assertThat(logs.lines())
                .contains("WARN orders-1 is to be forgotten 30 s after its check has failed;"
                        + " Consul does so after a minute at the earliest.");
    }

    @Test
    void itsStateIsMeasured() throws InterruptedException {
        MetricRegistry metrics = new MetricRegistry();
        registry.goAway();
        start();
        announcer.bindTo(metrics);
        await().until(() -> gauge(metrics, "available").equals(0));
        assertThat(gauge(metrics, "registered")).isEqualTo(0);

        registry.comeBack();
        announcer.awaitRegistered(SOON);

        await().until(() -> gauge(metrics, "available").equals(1));
        assertThat(gauge(metrics, "registered")).isEqualTo(1);
        clock.jump(Duration.ofHours(1));
        assertThat((Long) gauge(metrics, "age")).isBetween(0L, 3_600L);
    }

    @Test
    void aClockThatJumpsLosesNothing() throws InterruptedException {
        start();
        announcer.awaitRegistered(SOON);
        for (Duration jump : List.of(Duration.ofDays(400), Duration.ofDays(-800))) {
            clock.jump(jump);
            registry.deregister("orders-1");

            await().until(() -> registry.isRegistered("orders-1"));
            assertThat(announcer.age()).isBetween(Duration.ZERO, Duration.ofDays(1));
        }
    }

    private List<ServiceInstance> healthy() {
        return registry.healthyInstances("orders", 0, Duration.ZERO).value();
    }

    private ServiceInstance held() {
        return registry.registered("orders-1").orElseThrow().instance();
    }

    private static Registration earlier(String id, int port, String life) {
        ServiceInstance instance = new ServiceInstance(id, "orders", "127.0.0.1", port, List.of(), Map.of());
        return new Registration(instance.with(Life.KEY, life), TCP);
    }

    private static Object gauge(MetricRegistry metrics, String name) {
        return metrics.getGauges().get("registry." + name).getValue();
    }

    private void start() {
        start(TCP, () -> Condition.PASSING, Duration.ofMillis(20));
    }

    private void start(Check check, Supplier<Condition> condition, Duration look) {
        AnnouncerPace quick =
                new AnnouncerPace(look, Duration.ofMillis(5), Duration.ofMillis(10), GOODBYE, Duration.ofSeconds(2));
        announcer = Announcer.start(
                registry, new Registration(INSTANCE, check, Duration.ofMinutes(1)), condition, quick, clock, () -> 0.5);
    }
}
