package io.slipway.bench.registry;

import ch.qos.logback.classic.Level;
import io.slipway.bench.Row;
import io.slipway.bench.registry.Resting.Cost;
import io.slipway.bench.registry.Resting.Watcher;
import io.slipway.registry.testing.RealConsul;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares what it costs to watch 200 services of 50 instances each, and how soon a change is known. Takes the number of rounds,
 * and for how many seconds each watcher rests.
 */
public final class Watching {

    private static final int SERVICES = 200;
    private static final int INSTANCES = 50;
    private static final int CHANGES = 200;
    private static final int SPRING_CHANGES = 4;

    private Watching() {}

    public static void main(String[] arguments) throws Exception {
        ((ch.qos.logback.classic.Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
        int rounds = Integer.parseInt(arguments[0]);
        // Consul's own limit of 200 is what the peer would meet.
        try (RealConsul consul = RealConsul.start("-hcl", "limits { http_max_conns_per_client = 1000 }")) {
            Catalog catalog = new Catalog(consul.uri());
            List<String> services = catalog.fill(SERVICES, INSTANCES);
            rest(consul, rounds, arguments[1]);
            propagate(consul, catalog, services.get(0), rounds);
        }
        // The peer leaves the threads of its HTTP client behind when it is closed.
        System.exit(0);
    }

    private static void rest(RealConsul consul, int rounds, String seconds) throws Exception {
        Map<Watcher, List<Cost>> costs = new EnumMap<>(Watcher.class);
        for (int round = 0; round < rounds; round++) {
            for (Watcher watcher : Watcher.values()) {
                costs.computeIfAbsent(watcher, any -> new ArrayList<>()).add(run(watcher, consul, seconds));
            }
        }
        for (Watcher watcher : List.of(Watcher.OURS, Watcher.OURS_UNLIMITED)) {
            String who = watcher + " : consul-client's cache";
            compare(who + ", threads", costs, watcher, Cost::threads, "");
            compare(who + ", heap", costs, watcher, Cost::heapMegabytes, "MB");
            compare(who + ", CPU in " + seconds + " s", costs, watcher, Cost::cpuSeconds, "s");
            compare(who + ", connections", costs, watcher, Cost::connections, "");
        }
    }

    private static void compare(
            String what, Map<Watcher, List<Cost>> costs, Watcher ours, ToDoubleFunction<Cost> figure, String unit) {
        double[] medians = List.of(ours, Watcher.KIWI).stream()
                .mapToDouble(watcher -> median(costs.getOrDefault(watcher, List.of()).stream()
                        .mapToDouble(figure)
                        .sorted()
                        .toArray()))
                .toArray();
        new Row(what, medians[0], medians[1], unit, 1).print(System.out);
    }

    private static double median(double[] sorted) {
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    private static Cost run(Watcher watcher, RealConsul consul, String seconds)
            throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx1g",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Resting.class.getName(),
                        watcher.name(),
                        consul.uri().toString(),
                        String.valueOf(SERVICES),
                        String.valueOf(SERVICES * INSTANCES),
                        seconds)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader out = process.inputReader()) {
            List<String> lines = out.lines().toList();
            if (process.waitFor() != 0) {
                throw new IllegalStateException(watcher + " failed: " + lines);
            }
            return Cost.parse(lines.get(lines.size() - 1));
        } finally {
            process.destroyForcibly();
        }
    }

    private static void propagate(RealConsul consul, Catalog catalog, String service, int rounds) throws Exception {
        List<Double> ours = new ArrayList<>();
        List<Double> raw = new ArrayList<>();
        try (Propagation propagation = new Propagation(consul.uri(), catalog, service)) {
            propagation.run(CHANGES);
            for (int round = 0; round < rounds; round++) {
                Propagation.Times times = propagation.run(CHANGES);
                ours.addAll(times.ours());
                raw.addAll(times.raw());
            }
        }
        ours.sort(null);
        raw.sort(null);
        for (double share : new double[] {0.5, 0.99}) {
            new Row(
                            "health change -> pick, p%.0f : raw blocking query".formatted(share * 100),
                            Propagation.Times.percentile(ours, share),
                            Propagation.Times.percentile(raw, share),
                            "ms",
                            1.2)
                    .print(System.out);
        }
        List<Double> spring = springCloud(consul, catalog, service);
        new Row(
                        "health change -> pick, worst : Spring Cloud's worst of " + SPRING_CHANGES,
                        ours.get(ours.size() - 1),
                        spring.get(spring.size() - 1),
                        "ms",
                        1)
                .print(System.out);
    }

    private static List<Double> springCloud(RealConsul consul, Catalog catalog, String service) throws Exception {
        List<Double> took = new ArrayList<>();
        try (SpringCloudView view = new SpringCloudView(consul.uri(), service)) {
            view.awaitPassing(Catalog.id(service, 0), true);
            for (int i = 0; i < SPRING_CHANGES; i++) {
                boolean passing = i % 2 == 1;
                catalog.setPassing(service, 0, passing);
                took.add(view.awaitPassing(Catalog.id(service, 0), passing));
            }
        }
        took.sort(null);
        return took;
    }
}
