package io.slipway.bench.registry;

import ch.qos.logback.classic.Level;
import com.sun.management.OperatingSystemMXBean;
import io.slipway.registry.Registry;
import io.slipway.registry.consul.ConsulRegistry;
import io.slipway.registry.discovery.Discovery;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.kiwiproject.consul.Consul;
import org.kiwiproject.consul.cache.ServiceHealthCache;
import org.kiwiproject.consul.option.Options;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches so many services until all their instances are known, and then prints what that costs at rest, in a JVM of its own.
 * Takes the watcher, Consul's URL, how many services there are, how many instances in all, and for how many seconds to rest.
 */
public final class Resting {

    private static final int UNLIMITED = 10_000;

    private Resting() {}

    /** Holds what is printed. */
    record Cost(double threads, double heapMegabytes, double cpuSeconds, double connections) {

        static Cost parse(String line) {
            double[] figures = Stream.of(line.split(" ", -1))
                    .mapToDouble(Double::parseDouble)
                    .toArray();
            return new Cost(figures[0], figures[1], figures[2], figures[3]);
        }

        @Override
        public String toString() {
            return threads + " " + heapMegabytes + " " + cpuSeconds + " " + connections;
        }
    }

    public static void main(String[] arguments) throws Exception {
        ((ch.qos.logback.classic.Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
        Watcher watcher = Watcher.valueOf(arguments[0]);
        URI consul = URI.create(arguments[1]);
        List<String> services = IntStream.range(0, Integer.parseInt(arguments[2]))
                .mapToObj(Catalog::service)
                .toList();
        int instances = Integer.parseInt(arguments[3]);
        long threadsBefore = ManagementFactory.getThreadMXBean().getThreadCount();
        double heapBefore = heapMegabytes();
        IntSupplier known = watcher.watch(consul, services);
        while (known.getAsInt() < instances) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
        // Until what the start needed and the watching does not is gone.
        TimeUnit.SECONDS.sleep(5);
        double heap = heapMegabytes() - heapBefore;
        long cpuBefore = cpuNanos();
        TimeUnit.SECONDS.sleep(Integer.parseInt(arguments[4]));
        double cpu = (cpuNanos() - cpuBefore) / 1e9;
        long threads = ManagementFactory.getThreadMXBean().getThreadCount() - threadsBefore;
        System.out.println(new Cost(threads, heap, cpu, connections(consul.getPort())));
        Runtime.getRuntime().halt(known.getAsInt() == instances ? 0 : 1);
    }

    /** Watches; the supplier says how many instances are known. */
    enum Watcher {
        /** As it is by default: 50 services on a connection each, the others in turn. */
        OURS {
            @Override
            IntSupplier watch(URI consul, List<String> services) {
                return discovery(consul, services, Discovery.Options.DEFAULT);
            }
        },
        /** As the peer does it: each service on a connection of its own. */
        OURS_UNLIMITED {
            @Override
            IntSupplier watch(URI consul, List<String> services) {
                return discovery(consul, services, Discovery.Options.DEFAULT.withConnections(UNLIMITED));
            }
        },
        KIWI {
            @Override
            IntSupplier watch(URI consul, List<String> services) {
                Consul client = Consul.builder()
                        .withUrl(consul.toString())
                        .withPing(false)
                        // Its default is below the wait, which the cache refuses.
                        .withReadTimeoutMillis(70_000)
                        .build();
                List<ServiceHealthCache> caches = new ArrayList<>();
                for (String service : services) {
                    ServiceHealthCache cache = ServiceHealthCache.newCache(
                            client.healthClient(), service, true, 55, Options.BLANK_QUERY_OPTIONS);
                    cache.start();
                    caches.add(cache);
                }
                return () -> caches.stream().mapToInt(Watcher::known).sum();
            }
        };

        private static int known(ServiceHealthCache cache) {
            try {
                return cache.awaitInitialized(0, TimeUnit.SECONDS)
                        ? cache.getMap().size()
                        : 0;
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        abstract IntSupplier watch(URI consul, List<String> services);

        private static IntSupplier discovery(URI consul, List<String> services, Discovery.Options options) {
            Registry registry = ConsulRegistry.connect(consul);
            Discovery discovery = Discovery.over(registry, options);
            services.forEach(discovery::watch);
            return () -> services.stream()
                    .mapToInt(service -> discovery.snapshot(service).instances().size())
                    .sum();
        }
    }

    private static double heapMegabytes() throws InterruptedException {
        for (int i = 0; i < 3; i++) {
            System.gc();
            TimeUnit.MILLISECONDS.sleep(100);
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1e6;
    }

    private static long cpuNanos() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    /** Counts this process's open connections to a port, from what the kernel says of its sockets. */
    private static long connections(int port) throws IOException {
        Set<String> own;
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
            own = descriptors.map(Resting::target).collect(Collectors.toSet());
        }
        String remote = ":%04X".formatted(port);
        long count = 0;
        for (String table : List.of("/proc/self/net/tcp", "/proc/self/net/tcp6")) {
            count += Files.readAllLines(Path.of(table)).stream()
                    .map(line -> line.strip().split("\\s+", -1))
                    .filter(fields -> fields[2].endsWith(remote) && fields[3].equals("01"))
                    .filter(fields -> own.contains("socket:[" + fields[9] + "]"))
                    .count();
        }
        return count;
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException e) {
            return ""; // The one that lists the folder is gone by now.
        }
    }
}
