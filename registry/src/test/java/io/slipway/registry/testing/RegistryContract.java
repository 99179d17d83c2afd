package io.slipway.registry.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import io.slipway.registry.CheckStatus;
import io.slipway.registry.Indexed;
import io.slipway.registry.KeyValue;
import io.slipway.registry.Registered;
import io.slipway.registry.Registration;
import io.slipway.registry.RegistryException;
import io.slipway.registry.ServiceInstance;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Claims what every registry does, be it in memory, embedded or Consul itself.
 *
 * <p>Every test uses names of its own and takes away what it registered, so that it may run against a registry in use.
 */
@Timeout(30)
public abstract class RegistryContract extends ContractBench {

    @Test
    void whatIsRegisteredIsFoundWhole() {
        ServiceInstance instance = new ServiceInstance(
                id("1"),
                service,
                "127.0.0.1",
                healthy.port(),
                List.of("b", "a"),
                Map.of("version", "1.0.0", "team", "shop"));
        registry.register(healthy.registration(instance));

        awaitHealthy(id("1"));
        assertThat(healthyNow().value()).containsExactly(instance);
    }

    @Test
    void aNewRegistrationPassesAtOnce() {
        registry.register(registration("1"));

        await().atMost(Duration.ofSeconds(2))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> healthyNow().value().size() == 1);
    }

    @Test
    void theListIsSortedById() {
        registry.register(registration("3"));
        registry.register(registration("1"));
        registry.register(registration("2"));

        awaitHealthy(id("1"), id("2"), id("3"));
    }

    @Test
    void anInstanceIsRegisteredUntilItIsDeregistered() {
        assertThat(registry.isRegistered(id("1"))).isFalse();

        registry.register(registration("1"));
        assertThat(registry.isRegistered(id("1"))).isTrue();
        awaitHealthy(id("1"));

        registry.deregister(id("1"));
        assertThat(registry.isRegistered(id("1"))).isFalse();
        awaitHealthy();
    }

    @Test
    void anUnknownIdIsDeregisteredWithoutAnError() {
        registry.deregister(id("1"));
        assertThat(registry.isRegistered(id("1"))).isFalse();
    }

    @Test
    void registeringTwiceIsRegisteringOnce() {
        registry.register(registration("1"));
        awaitHealthy(id("1"));
        registry.register(registration("1"));

        assertThat(healthyNow().value()).extracting(ServiceInstance::id).containsExactly(id("1"));
    }

    @Test
    void whatWasAnnouncedIsShownWhole() {
        assertThat(registry.registered(id("1"))).isEmpty();

        registry.register(registration("1"));

        assertThat(registry.registered(id("1")))
                .map(Registered::instance)
                .contains(registration("1").instance());
    }

    @Test
    void theContentHashTellsWhetherAnotherRegistrationTookThePlace() {
        registry.register(registration("1"));
        String hash = hash("1");
        assertThat(hash).isNotEmpty();

        registry.register(registration("1"));
        registry.maintain(id("1"), true, "a test");
        assertThat(hash("1")).isEqualTo(hash);

        registry.register(healthy.registration(registration("1").instance().with("number", "one")));
        assertThat(hash("1")).isNotEqualTo(hash);
    }

    @Test
    void whatWasAnnouncedOfAServiceIsListedById() {
        registry.register(registration("2"));
        registry.register(registration("1"));

        assertThat(registry.registeredHere(service))
                .extracting(registered -> registered.instance().id())
                .containsExactly(id("1"), id("2"));
        assertThat(registry.registeredHere(service + "-other")).isEmpty();
    }

    @Test
    void anInstanceThatIsMaintainedIsRegisteredAndNotHealthy() {
        registry.register(registration("1"));
        awaitHealthy(id("1"));

        assertThat(registry.maintain(id("1"), true, "a test")).isTrue();
        awaitHealthy();
        assertThat(registry.isRegistered(id("1"))).isTrue();
        registry.register(registration("1"));
        awaitHealthy();

        assertThat(registry.maintain(id("1"), false, "")).isTrue();
        awaitHealthy(id("1"));
    }

    @Test
    void deregisteringEndsTheMaintenanceToo() {
        registry.register(registration("1"));
        registry.maintain(id("1"), true, "a test");

        registry.deregister(id("1"));
        registry.register(registration("1"));

        awaitHealthy(id("1"));
    }

    @Test
    void nobodyUnknownIsMaintained() {
        assertThat(registry.maintain(id("1"), true, "a test")).isFalse();
        assertThat(registry.maintain(id("1"), false, "")).isFalse();
    }

    @Test
    void anInstanceThatReportsIsAsHealthyAsItSays() {
        registry.register(reporting("1"));
        awaitHealthy(id("1"));

        assertThat(registry.report(id("1"), CheckStatus.CRITICAL, "no database"))
                .isTrue();
        awaitHealthy();
        assertThat(registry.report(id("1"), CheckStatus.PASSING, "")).isTrue();
        awaitHealthy(id("1"));
        assertThat(registry.report(id("1"), CheckStatus.WARNING, "disk nearly full"))
                .isTrue();
        awaitHealthy();
    }

    @Test
    void whoeverIsUnknownOrAskedReportsToNobody() {
        registry.register(registration("2"));

        assertThat(registry.report(id("1"), CheckStatus.PASSING, "")).isFalse();
        assertThat(registry.report(id("2"), CheckStatus.PASSING, "")).isFalse();
    }

    @Test
    void aServiceNobodyRegisteredHasNoInstances() {
        assertThat(healthyNow().value()).isEmpty();
        assertThat(healthyNow().index()).isPositive();
    }

    @Test
    void aConfirmedReadShowsWhatIsHealthyNow() {
        assertThat(registry.confirmedInstances(service).value()).isEmpty();

        registry.register(registration("1"));
        awaitHealthy(id("1"));

        assertThat(registry.confirmedInstances(service)).isEqualTo(healthyNow());
    }

    @Test
    void theIndexAloneIsTheListsIndex() {
        assertThat(registry.healthyIndex(service)).isPositive();

        for (String number : List.of("1", "2")) {
            long before = registry.healthyIndex(service);
            registry.register(registration(number));
            await().until(() -> registry.healthyIndex(service) > before);
        }
        awaitHealthy(id("1"), id("2"));
        awaitSameIndex();

        long before = registry.healthyIndex(service);
        registry.deregister(id("2"));
        await().until(() -> registry.healthyIndex(service) > before);
        awaitHealthy(id("1"));
        awaitSameIndex();
    }

    /** Waits, since a check may speak at any moment. */
    private void awaitSameIndex() {
        await().untilAsserted(() -> assertThat(registry.healthyIndex(service))
                .isEqualTo(healthyNow().index()));
    }

    @Test
    void servicesAreListedWithTheTagsOfAllTheirInstances() {
        registry.register(tagged("1", "a", "b"));
        registry.register(tagged("2", "b", "c"));
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(registry.services(0, AT_ONCE).value())
                        .containsEntry(service, Set.of("a", "b", "c")));
    }

    @Test
    void aBlockingReadOfTheServicesWakesWhenOneComes() {
        long index = registry.services(0, AT_ONCE).index();
        registry.register(tagged("1", "a"));
        await().atMost(LONG)
                .untilAsserted(
                        () -> assertThat(registry.services(index, LONG).value()).containsEntry(service, Set.of("a")));
    }

    private Registration tagged(String number, String... tags) {
        ServiceInstance plain = registration(number).instance();
        return healthy.registration(
                new ServiceInstance(plain.id(), service, plain.host(), plain.port(), List.of(tags), plain.meta()));
    }

    @Test
    void aBlockingReadOfAServiceWakesWhenAnInstanceComesAndWhenItGoes() {
        registry.register(registration("1"));
        awaitHealthy(id("1"));

        Indexed<List<ServiceInstance>> both = nextHealthy(() -> registry.register(registration("2")), 2);
        assertThat(both.value()).extracting(ServiceInstance::id).containsExactly(id("1"), id("2"));

        Indexed<List<ServiceInstance>> one = nextHealthy(() -> registry.deregister(id("2")), 1);
        assertThat(one.value()).extracting(ServiceInstance::id).containsExactly(id("1"));
        assertThat(one.index()).isGreaterThan(both.index());
    }

    @Test
    void aBlockingReadOfAServiceNeverSeenWakesWhenItIsRegistered() {
        assertThat(nextHealthy(() -> registry.register(registration("1")), 1).value())
                .extracting(ServiceInstance::id)
                .containsExactly(id("1"));
    }

    @Test
    void aBlockingReadReturnsAtItsWaitWithTheSameIndex() {
        registry.put(folder + "a", "1");
        Indexed<Map<String, KeyValue>> before = entries();

        long begun = System.nanoTime();
        Indexed<Map<String, KeyValue>> after = registry.entries(folder, before.index(), SHORT);

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isBetween(SHORT.minusMillis(5), SHORT.multipliedBy(5));
        assertThat(after).isEqualTo(before);
    }

    @Test
    void anIndexOfNothingAnswersAtOnce() {
        registry.put(folder + "a", "1");

        assertThat(quick(() -> registry.entries(folder, 0, LONG)).value()).hasSize(1);
    }

    @Test
    void aWaitOfNothingAnswersAtOnce() {
        registry.put(folder + "a", "1");
        long index = entries().index();

        assertThat(quick(() -> registry.entries(folder, index, AT_ONCE)).value())
                .hasSize(1);
    }

    @Test
    void anIndexAlreadyPassedAnswersAtOnce() {
        registry.put(folder + "a", "1");
        long index = entries().index();
        registry.put(folder + "a", "2");

        assertThat(quick(() -> registry.entries(folder, index, LONG)).index()).isGreaterThan(index);
    }

    @Test
    void anIndexFromTheFutureWaitsAndAnswersTheTrueOne() {
        registry.put(folder + "a", "1");
        Indexed<Map<String, KeyValue>> now = entries();

        Indexed<Map<String, KeyValue>> answer = registry.entries(folder, now.index() + 1_000_000, SHORT);

        assertThat(answer).isEqualTo(now);
    }

    @Test
    void whatIsPutIsReadBack() {
        registry.put(folder + "a", "größer als 300ms ✓\nzwei");

        KeyValue entry = registry.entry(folder + "a").orElseThrow();
        assertThat(entry.key()).isEqualTo(folder + "a");
        assertThat(entry.value()).isEqualTo("größer als 300ms ✓\nzwei");
        assertThat(entry.modifyIndex()).isPositive();
    }

    @Test
    void anEmptyValueIsAValue() {
        registry.put(folder + "a", "");

        assertThat(registry.entry(folder + "a")).map(KeyValue::value).contains("");
        assertThat(entries().value().get(folder + "a").value()).isEmpty();
    }

    @Test
    void aMissingKeyIsEmpty() {
        assertThat(registry.entry(folder + "a")).isEmpty();
        assertThat(entries().value()).isEmpty();
        assertThat(entries().index()).isPositive();
    }

    @Test
    void oddKeysAreReadBack() {
        for (String key : List.of("a b", "a+b", "ä", "a%2Fb", "a?b#c", "a\\b", "a.b/.c/d..")) {
            registry.put(folder + key, key);
            assertThat(registry.entry(folder + key)).map(KeyValue::value).contains(key);
        }
        assertThat(entries().value()).hasSize(7);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/a", "a//b", "a/../b", "./a", "a\nb", ".."})
    void aKeyThatWouldNotReachTheRegistryAsItStandsIsRefused(String key) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> registry.put(key, "1"))
                .withMessageStartingWith("Not a key: \"");
    }

    @Test
    void aPrefixShowsNothingButWhatIsBelowIt() {
        registry.put(folder + "in/a", "1");
        registry.put(folder + "in/b", "2");
        registry.put(folder + "inside", "3");
        registry.put(folder + "out", "4");

        assertThat(registry.entries(folder + "in/", 0, AT_ONCE).value())
                .containsOnlyKeys(folder + "in/a", folder + "in/b");
        assertThat(registry.entries(folder + "in", 0, AT_ONCE).value())
                .containsOnlyKeys(folder + "in/a", folder + "in/b", folder + "inside");
    }

    @Test
    void aBlockingReadOfAPrefixWakesOnAWriteBelowIt() {
        registry.put(folder + "in/a", "1");

        assertThat(next(folder + "in/", () -> registry.put(folder + "in/b", "2"))
                        .value())
                .containsOnlyKeys(folder + "in/a", folder + "in/b");
        assertThat(next(folder + "in/", () -> registry.put(folder + "in/a", "3"))
                        .value()
                        .get(folder + "in/a")
                        .value())
                .isEqualTo("3");
    }

    @Test
    void aBlockingReadOfAPrefixWakesWhenItsLastKeyIsDeleted() {
        registry.put(folder + "in/a", "1");

        assertThat(next(folder + "in/", () -> registry.delete(folder + "in/a")).value())
                .isEmpty();
    }

    @Test
    void aBlockingReadOfAPrefixSleepsThroughWritesElsewhere() {
        registry.put(folder + "in/a", "1");
        Indexed<Map<String, KeyValue>> before = registry.entries(folder + "in/", 0, AT_ONCE);
        registry.put(folder + "out", "2");

        long begun = System.nanoTime();
        assertThat(registry.entries(folder + "in/", before.index(), SHORT)).isEqualTo(before);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(SHORT.minusMillis(5));
    }

    @Test
    void theSameValueAgainChangesNoIndex() {
        registry.put(folder + "a", "1");
        KeyValue before = registry.entry(folder + "a").orElseThrow();
        registry.put(folder + "a", "1");

        assertThat(registry.entry(folder + "a")).contains(before);
    }

    @Test
    void everyChangeRaisesTheIndex() {
        registry.put(folder + "a", "1");
        long first = registry.entry(folder + "a").orElseThrow().modifyIndex();
        registry.put(folder + "a", "2");

        assertThat(registry.entry(folder + "a").orElseThrow().modifyIndex()).isGreaterThan(first);
    }

    @Test
    void putIfUnchangedWritesOnlyOverTheVersionGiven() {
        registry.put(folder + "a", "1");
        long version = registry.entry(folder + "a").orElseThrow().modifyIndex();

        assertThat(registry.putIfUnchanged(folder + "a", "2", version)).isTrue();
        assertThat(registry.putIfUnchanged(folder + "a", "3", version)).isFalse();
        assertThat(registry.entry(folder + "a")).map(KeyValue::value).contains("2");
    }

    @Test
    void putIfUnchangedWithNoVersionCreatesOnly() {
        assertThat(registry.putIfUnchanged(folder + "a", "1", 0)).isTrue();
        assertThat(registry.putIfUnchanged(folder + "a", "2", 0)).isFalse();
        assertThat(registry.entry(folder + "a")).map(KeyValue::value).contains("1");
    }

    @Test
    void aMissingKeyIsDeletedWithoutAnError() {
        registry.delete(folder + "a");
        registry.put(folder + "a", "1");
        registry.delete(folder + "a");

        assertThat(registry.entry(folder + "a")).isEmpty();
    }

    @Test
    void anInterruptEndsABlockingReadAtOnce() throws InterruptedException {
        registry.put(folder + "a", "1");
        long index = entries().index();
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Thread reader = new Thread(() -> registry.entries(folder, index, LONG));
        reader.setUncaughtExceptionHandler((thread, e) -> failure.set(e));
        reader.start();
        await().until(() -> reader.getState() != Thread.State.RUNNABLE && reader.getState() != Thread.State.NEW);

        reader.interrupt();
        reader.join(5_000);

        assertThat(reader.isAlive()).isFalse();
        assertThat(failure.get()).isInstanceOf(RegistryException.class);
    }
}
