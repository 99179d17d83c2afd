package io.slipway.bench.consul;

import io.slipway.bench.Row;
import io.slipway.registry.testing.RealConsul;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.LongFunction;

/**
 * Measures reads and writes of keys over 1 and 32 connections, in memory and on disk, in turns with a real Consul. Figures
 * are microseconds for each request: a promise of 0.8 times the real rate is one of at most 1.25 times its time.
 */
final class Throughput {

    private static final Duration WARM_UP = Duration.ofSeconds(2);
    private static final Duration TURN = Duration.ofSeconds(1);
    private static final int[] CONNECTIONS = {1, 32};
    private static final int KEYS = 1_000;
    private static final double AS_FAST_AS_PROMISED = 1 / 0.8;

    private final int rounds;

    private Throughput(int rounds) {
        this.rounds = rounds;
    }

    public static void main(String[] arguments) throws IOException {
        Throughput throughput = new Throughput(arguments.length == 0 ? 5 : Integer.parseInt(arguments[0]));
        try (OwnProcess ours = OwnProcess.start();
                RealConsul real = RealConsul.start()) {
            throughput.compare("KV reads", ours.uri(), real.uri(), Throughput::read, AS_FAST_AS_PROMISED);
            throughput.compare("KV writes in memory", ours.uri(), real.uri(), Throughput::write, AS_FAST_AS_PROMISED);
        }
        Path folder = Files.createTempDirectory("bench-consul");
        try (OwnProcess ours = OwnProcess.start("--data", folder.resolve("ours").toString());
                RealConsul real = RealConsul.cluster(1, folder.resolve("real")).get(0)) {
            throughput.compare("KV writes on disk", ours.uri(), real.uri(), Throughput::write, 1);
            System.out.printf(
                    "%-58s %10d KiB%n",
                    "size of our file after them",
                    Files.size(folder.resolve("ours").resolve("consul.mv")) >> 10);
        }
    }

    private static String read(long number) {
        return Load.get("/v1/kv/bench/" + number % KEYS);
    }

    private static String write(long number) {
        return Load.put("/v1/kv/bench/" + number % KEYS, "value " + number);
    }

    private void compare(String what, URI ours, URI real, LongFunction<String> requests, double aim) {
        for (int connections : CONNECTIONS) {
            Figures own = new Figures();
            Figures peer = new Figures();
            for (URI server : List.of(ours, real)) {
                try (Load fill = new Load(server, 1, Throughput::write);
                        Load warmUp = new Load(server, connections, requests)) {
                    fill.times(KEYS);
                    warmUp.run(WARM_UP);
                }
            }
            for (int i = 0; i < rounds; i++) {
                own.add(rate(ours, connections, requests));
                peer.add(rate(real, connections, requests));
            }
            String on = connections == 1 ? " on 1 connection" : " on " + connections + " connections";
            new Row(
                            what + on + ", " + Math.round(own.median()) + "/s",
                            1e6 / own.median(),
                            1e6 / peer.median(),
                            "us",
                            aim)
                    .print(System.out);
        }
    }

    private static double rate(URI server, int connections, LongFunction<String> requests) {
        try (Load load = new Load(server, connections, requests)) {
            return load.run(TURN);
        }
    }
}
