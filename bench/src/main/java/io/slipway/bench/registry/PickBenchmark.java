package io.slipway.bench.registry;

import io.slipway.registry.Check;
import io.slipway.registry.Registration;
import io.slipway.registry.ServiceInstance;
import io.slipway.registry.discovery.Balance;
import io.slipway.registry.discovery.Discovery;
import io.slipway.registry.discovery.Lease;
import io.slipway.registry.testing.InMemoryRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.springframework.cloud.client.DefaultServiceInstance;
import org.springframework.cloud.client.loadbalancer.Response;
import org.springframework.cloud.loadbalancer.core.RoundRobinLoadBalancer;
import org.springframework.cloud.loadbalancer.core.ServiceInstanceListSupplier;
import org.springframework.cloud.loadbalancer.support.SimpleObjectProvider;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Picks one of so many instances and says that it answered; beside it, peers that only pick. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PickBenchmark {

    private static final String SERVICE = "orders";

    /** Holds the instances. */
    @State(Scope.Benchmark)
    public static class Instances {

        @Param({"10", "100", "1000"})
        public int count;

        List<ServiceInstance> all() {
            return IntStream.range(0, count)
                    .mapToObj(i -> new ServiceInstance(
                            "orders-" + i, SERVICE, "10.0.0." + i % 250, 31000 + i, List.of(), Map.of()))
                    .toList();
        }
    }

    /** Holds a discovery that has heard of them. */
    @State(Scope.Benchmark)
    public static class Ours {

        @Param({"POWER_OF_TWO", "ROUND_ROBIN", "RANDOM"})
        public Balance balance = Balance.POWER_OF_TWO;

        private final InMemoryRegistry registry = new InMemoryRegistry();
        private final Duration took = Duration.ofNanos(1_234_567);
        private Discovery discovery = Discovery.over(registry);

        @Setup(Level.Trial)
        public void fill(Instances instances) {
            Check check = new Check.Tcp("127.0.0.1", 1, Duration.ofSeconds(1), Duration.ofSeconds(1));
            instances
                    .all()
                    .forEach(instance -> registry.register(new Registration(instance, check, Duration.ofMinutes(1))));
            discovery.close();
            discovery = Discovery.over(registry, Discovery.Options.DEFAULT.withBalance(balance));
            if (discovery.snapshot(SERVICE).instances().size() != instances.count) {
                throw new IllegalStateException("not all instances are known");
            }
        }

        @TearDown(Level.Trial)
        public void close() {
            discovery.close();
        }
    }

    /** Holds Spring Cloud's balancer over a list that is there already: no cache and no lookup in front of it. */
    @State(Scope.Benchmark)
    public static class SpringCloud {

        private RoundRobinLoadBalancer balancer = over(List.of());

        @Setup(Level.Trial)
        public void fill(Instances instances) {
            balancer = over(instances.all().stream()
                    .<org.springframework.cloud.client.ServiceInstance>map(instance ->
                            new DefaultServiceInstance(instance.id(), SERVICE, instance.host(), instance.port(), false))
                    .toList());
        }

        private static RoundRobinLoadBalancer over(List<org.springframework.cloud.client.ServiceInstance> list) {
            Flux<List<org.springframework.cloud.client.ServiceInstance>> known = Flux.just(list);
            ServiceInstanceListSupplier supplier = new ServiceInstanceListSupplier() {
                @Override
                public String getServiceId() {
                    return SERVICE;
                }

                @Override
                public Flux<List<org.springframework.cloud.client.ServiceInstance>> get() {
                    return known;
                }
            };
            return new RoundRobinLoadBalancer(new SimpleObjectProvider<>(supplier), SERVICE, 0);
        }
    }

    /** Holds the least there is: an array and a counter. */
    @State(Scope.Benchmark)
    public static class Bare {

        private final AtomicInteger turn = new AtomicInteger();
        private ServiceInstance[] all = {};

        @Setup(Level.Trial)
        public void fill(Instances instances) {
            all = instances.all().toArray(ServiceInstance[]::new);
        }
    }

    @Benchmark
    public ServiceInstance ours(Ours ours) {
        Lease lease = ours.discovery.lease(SERVICE, Set.of()).orElseThrow();
        lease.succeeded(ours.took);
        return lease.instance();
    }

    @Benchmark
    public Response<org.springframework.cloud.client.ServiceInstance> springCloud(SpringCloud spring) {
        return Objects.requireNonNull(Mono.from(spring.balancer.choose()).block());
    }

    @Benchmark
    public ServiceInstance bare(Bare bare) {
        return bare.all[Math.floorMod(bare.turn.getAndIncrement(), bare.all.length)];
    }
}
