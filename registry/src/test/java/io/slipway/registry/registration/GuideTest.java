package io.slipway.registry.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.codahale.metrics.MetricRegistry;
import io.slipway.registry.Check;
import io.slipway.registry.CheckStatus;
import io.slipway.registry.Registration;
import io.slipway.registry.Registry;
import io.slipway.registry.ServiceInstance;
import io.slipway.registry.consul.ConsulAccess;
import io.slipway.registry.consul.ConsulRegistry;
import io.slipway.registry.testing.InMemoryRegistry;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Runs the examples of docs/registration.md, and holds the page to them. */
@Timeout(60)
class GuideTest {

    private static final String IN_THE_STARTER = "@Bean";

    private final InMemoryRegistry memory = new InMemoryRegistry();
    private final MetricRegistry metrics = new MetricRegistry();

    @Test
    void everyExampleOfThePageStandsHere() throws Exception {
        String page = Files.readString(Path.of("../docs/registration.md"));
        String here = flat(Files.readString(Path.of("src/test/java/io/slipway/registry/registration/GuideTest.java")));

        List<String> examples = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL)
                .matcher(page)
                .results()
                .map(example -> flat(example.group(1)))
                .filter(example -> !example.startsWith(IN_THE_STARTER))
                .toList();

        assertThat(examples).hasSize(3).allSatisfy(example -> assertThat(here).contains(example));
    }

    private static String flat(String code) {
        return code.replaceAll("\\s+", "");
    }

    @Test
    void aProgramAnnouncesItself() {
        int port = 8080;
        Registry registry = ConsulRegistry.connect(ConsulAccess.from(System.getenv()));
        BootAddress address = BootAddress.from(System.getenv(), "orders", port, RandomGenerator.getDefault());
        ServiceInstance instance = new ServiceInstance(
                address.id(), "orders", address.host(), address.port(), List.of(), Map.of("version", "1.4.0"));
        URI ready = URI.create("http://" + instance.address() + "/ready");
        Check check = new Check.Http(ready, Duration.ofSeconds(1), Duration.ofSeconds(1));

        Announcer announcer = Announcer.start(registry, new Registration(instance, check));
        announcer.bindTo(metrics); // registry.registered, registry.available (1 or 0), registry.age (seconds)

        assertThat(metrics.getGauges()).containsOnlyKeys("registry.registered", "registry.available", "registry.age");

        announcer.retire("Stopping, and finishing what it has begun."); // at most 2 s
        drainThenStopTheServer();
        announcer.close(); // at most 2 s
        registry.close();
    }

    private static void drainThenStopTheServer() {}

    @Test
    void aProgramReportsHowItIs() {
        Registry registry = memory;
        ServiceInstance instance = new ServiceInstance("orders-1", "orders", "127.0.0.1", 1, List.of(), Map.of());
        Database database = new Database(new AtomicBoolean());
        Check reports = new Check.Ttl(Duration.ofSeconds(30));
        Announcer announcer = Announcer.start(
                registry,
                new Registration(instance, reports),
                () -> database.isOpen() ? Condition.PASSING : new Condition(CheckStatus.CRITICAL, "no database"));

        await().until(announcer::registered);
        await().until(() ->
                memory.healthyInstances("orders", 0, Duration.ZERO).value().isEmpty());
        announcer.close();
    }

    private record Database(AtomicBoolean open) {
        boolean isOpen() {
            return open.get();
        }
    }
}
