package io.slipway.registry.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.slipway.registry.Check;
import io.slipway.registry.Indexed;
import io.slipway.registry.KeyValue;
import io.slipway.registry.Registration;
import io.slipway.registry.Registry;
import io.slipway.registry.ServiceInstance;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** Opens the registry under test and gives every test names of its own. */
abstract class ContractBench {

    static final Duration AT_ONCE = Duration.ZERO;
    static final Duration SHORT = Duration.ofMillis(400);
    static final Duration LONG = Duration.ofSeconds(20);

    static AnsweringInstance healthy;

    final String service = "contract-" + UUID.randomUUID().toString().substring(0, 8);
    final String folder = service + "/";
    Registry registry;

    /** Opens the registry under test; it is closed after each test. */
    protected abstract Registry open();

    @BeforeAll
    static void startAnInstanceThatAnswersItsCheck() {
        healthy = AnsweringInstance.start();
    }

    @AfterAll
    static void stopTheInstance() {
        healthy.close();
    }

    @BeforeEach
    void openTheRegistry() {
        registry = open();
    }

    @AfterEach
    void leaveNothingBehind() {
        for (String id : List.of(id("1"), id("2"), id("3"))) {
            registry.deregister(id);
        }
        registry.entries(folder, 0, AT_ONCE).value().keySet().forEach(registry::delete);
        registry.close();
    }

    Registration registration(String number) {
        return healthy.registration(new ServiceInstance(
                id(number), service, "127.0.0.1", healthy.port(), List.of(), Map.of("number", number)));
    }

    Registration reporting(String number) {
        return new Registration(registration(number).instance(), new Check.Ttl(Duration.ofMinutes(1)));
    }

    String hash(String number) {
        return registry.registered(id(number)).orElseThrow().contentHash();
    }

    String id(String number) {
        return service + "-" + number;
    }

    Indexed<List<ServiceInstance>> healthyNow() {
        return registry.healthyInstances(service, 0, AT_ONCE);
    }

    Indexed<Map<String, KeyValue>> entries() {
        return registry.entries(folder, 0, AT_ONCE);
    }

    void awaitHealthy(String... ids) {
        await().atMost(Duration.ofSeconds(5)).pollInterval(Duration.ofMillis(5)).untilAsserted(() -> assertThat(
                        healthyNow().value())
                .extracting(ServiceInstance::id)
                .containsExactly(ids));
    }

    /** Follows the service as a watch does, since another's registration may wake it too. */
    Indexed<List<ServiceInstance>> nextHealthy(Runnable change, int size) {
        long index = healthyNow().index();
        CompletableFuture<Indexed<List<ServiceInstance>>> woken = CompletableFuture.supplyAsync(() -> {
            Indexed<List<ServiceInstance>> answer = registry.healthyInstances(service, index, LONG);
            while (answer.value().size() != size) {
                answer = registry.healthyInstances(service, answer.index(), LONG);
            }
            return answer;
        });
        change.run();
        return quick(woken::join);
    }

    Indexed<Map<String, KeyValue>> next(String prefix, Runnable change) {
        long index = registry.entries(prefix, 0, AT_ONCE).index();
        CompletableFuture<Indexed<Map<String, KeyValue>>> woken =
                CompletableFuture.supplyAsync(() -> registry.entries(prefix, index, LONG));
        change.run();
        return quick(woken::join);
    }

    static <T> T quick(Supplier<T> read) {
        long begun = System.nanoTime();
        T answer = read.get();
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
        return answer;
    }
}
