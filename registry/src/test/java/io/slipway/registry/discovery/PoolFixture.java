package io.slipway.registry.discovery;

import static io.slipway.registry.discovery.Instances.instances;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.registry.ServiceInstance;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;

/** Drives a pool by hand: a clock that stands until it is moved, and chance that is the same in each run. */
abstract class PoolFixture {

    static final Duration MILLI = Duration.ofMillis(1);

    private final Random random = new Random(42);
    // System.nanoTime may be anything, and pass the largest long at any moment.
    private long nanos = Long.MAX_VALUE - 5_000_000_000L;

    Pool pool(Discovery.Options options) {
        return new Pool("orders", options, new Surroundings(Clock.systemUTC(), () -> nanos, () -> random.nextDouble()));
    }

    void pass(Duration time) {
        nanos += time.toNanos();
    }

    static Lease lease(Pool pool, String... excludedIds) {
        Lease lease = pool.lease(Set.of(excludedIds));
        assertThat(lease).isNotNull();
        return lease;
    }

    static String id(Lease lease) {
        return lease.instance().id();
    }

    /** Makes one call after the other, a millisecond apart, and counts who got how many. */
    Map<String, Integer> calls(Pool pool, int count, Consumer<Lease> answer) {
        Map<String, Integer> calls = new HashMap<>();
        for (int i = 0; i < count; i++) {
            pass(MILLI);
            Lease lease = lease(pool);
            calls.merge(id(lease), 1, Integer::sum);
            answer.accept(lease);
        }
        return calls;
    }

    Map<String, Integer> calls(Pool pool, int count) {
        return calls(pool, count, lease -> lease.succeeded(aboutAMilli()));
    }

    /** Answers no two calls in the very same time. */
    private Duration aboutAMilli() {
        return Duration.ofNanos(1_000_000 + random.nextInt(200_000));
    }

    /** Leases this instance of orders-0 to orders-19 and no other. */
    static Lease only(Pool pool, String id) {
        Lease lease = lease(
                pool,
                instances(20).stream()
                        .map(ServiceInstance::id)
                        .filter(other -> !other.equals(id))
                        .toArray(String[]::new));
        assertThat(id(lease)).isEqualTo(id);
        return lease;
    }

    static void fail(Pool pool, String id, int times) {
        for (int i = 0; i < times; i++) {
            only(pool, id).failed(MILLI);
        }
    }

    static void eject(Pool pool, String id) {
        int before = pool.ejected();
        while (pool.ejected() == before) {
            fail(pool, id, 1);
        }
    }
}
