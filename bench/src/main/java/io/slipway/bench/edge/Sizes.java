package io.slipway.bench.edge;

import io.slipway.bamboo.haproxy.ConfigText;
import io.slipway.bamboo.haproxy.Haproxy;
import io.slipway.bamboo.haproxy.Layout;
import io.slipway.bamboo.haproxy.LayoutPlanner;
import io.slipway.bamboo.haproxy.Paths;
import io.slipway.bamboo.haproxy.RuntimeCommands;
import io.slipway.bamboo.haproxy.Ways;
import io.slipway.bamboo.route.Policy;
import io.slipway.bamboo.route.Route;
import io.slipway.bamboo.topology.Backend;
import io.slipway.bamboo.topology.ConsulStatus;
import io.slipway.bamboo.topology.Origin;
import io.slipway.bamboo.topology.Server;
import io.slipway.bamboo.topology.Standing;
import io.slipway.bamboo.topology.Topology;
import io.slipway.bench.Row;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Measures what one change costs at 1,000 apps with 4,000 servers, and what the whole file costs beside HAProxy's own
 * check of it, at 1,000 and at 5,000 apps.
 */
final class Sizes {

    private static final int PORT = 18_080;

    private final Path folder;
    private final int rounds;

    private Sizes(Path folder, int rounds) {
        this.folder = folder;
        this.rounds = rounds;
    }

    /** @param arguments how many rounds; 9 when absent */
    public static void main(String[] arguments) throws Exception {
        Sizes sizes = new Sizes(
                Files.createTempDirectory("edge-bench"), arguments.length > 0 ? Integer.parseInt(arguments[0]) : 9);
        sizes.oneChange();
        sizes.wholeFile(1000);
        sizes.wholeFile(5000);
    }

    /** Everything from the topology to HAProxy's own state read back, the file on disk included. */
    private void oneChange() throws Exception {
        Paths paths = Paths.in(folder, folder);
        Haproxy haproxy = new Haproxy(paths, "haproxy", new Ways("127.0.0.1", PORT), () -> {});
        Layout layout = plan(Layout.UNKNOWN, topology(1000, 0));
        haproxy.start(layout);
        try {
            List<Double> millis = new ArrayList<>();
            for (int round = 1; round <= 3 * rounds; round++) {
                Topology changed = topology(1000, round);
                long begun = System.nanoTime();
                Layout next = plan(layout, changed);
                if (!next.sameShape(layout)) {
                    throw new IllegalStateException("One endpoint was changed, and HAProxy would be reloaded.");
                }
                haproxy.write(next);
                haproxy.run(RuntimeCommands.between(haproxy.servers(), next).all());
                if (!RuntimeCommands.between(haproxy.servers(), next).all().isEmpty()) {
                    throw new IllegalStateException("HAProxy is not where it was driven.");
                }
                millis.add((System.nanoTime() - begun) / 1e6);
                layout = next;
            }
            row("one change at 1,000 apps, planned, applied, read back", median(millis), 30, 1.0);
        } finally {
            haproxy.stop(Duration.ZERO);
        }
    }

    private void wholeFile(int apps) throws Exception {
        Paths paths = Paths.in(folder, folder);
        ConfigText text = new ConfigText(new Ways("127.0.0.1", PORT), paths);
        Layout layout = plan(Layout.UNKNOWN, topology(apps, 0));
        Path file = folder.resolve("bench.cfg");
        List<Double> ours = new ArrayList<>();
        List<Double> check = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            long begun = System.nanoTime();
            write(file, text.render(layout));
            ours.add((System.nanoTime() - begun) / 1e6);
            begun = System.nanoTime();
            Process process = new ProcessBuilder("haproxy", "-c", "-f", file.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("check.out").toFile())
                    .start();
            if (process.waitFor() != 0) {
                throw new IllegalStateException(Files.readString(folder.resolve("check.out")));
            }
            check.add((System.nanoTime() - begun) / 1e6);
        }
        row("whole file of " + apps + " apps, rendered and written", median(ours), median(check), 0.5);
    }

    private static void write(Path file, String text) throws Exception {
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    private static Layout plan(Layout current, Topology topology) {
        return new LayoutPlanner(topology, (pool, slot) -> true, Instant.now()).plan(current);
    }

    /** Four servers each; the first app's last server is another one in every round. */
    private static Topology topology(int apps, int round) {
        return new Topology(
                true,
                IntStream.range(0, apps)
                        .mapToObj(app -> backend(app, app == 0 ? round : 0))
                        .toList(),
                List.of());
    }

    private static Backend backend(int app, int round) {
        List<Server> servers = IntStream.range(0, 4)
                .mapToObj(i ->
                        server("t" + app + "-" + i + (i == 3 ? "-" + round : ""), 20_000 + i + (i == 3 ? round : 0)))
                .toList();
        String name = "app-" + app + "_1a2b3c4d";
        return new Backend(
                name,
                Origin.MARATHON,
                "/app-" + app,
                name,
                List.of(new Route(null, "/app-" + app)),
                Policy.DEFAULT,
                servers);
    }

    private static Server server(String task, int port) {
        return new Server(task, "h", "127.0.0.1", port, "TASK_RUNNING", true, ConsulStatus.PASSING, Standing.SERVES, 1);
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
    }

    private static void row(String what, double ours, double peer, double aim) {
        new Row(what, ours, peer, "ms", aim).print(System.out);
    }
}
