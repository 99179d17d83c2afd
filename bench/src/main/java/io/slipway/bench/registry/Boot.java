package io.slipway.bench.registry;

import io.slipway.bench.Row;
import io.slipway.bench.registry.ServiceProgram.Start;
import io.slipway.registry.testing.RealConsul;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Compares the start of a generated service with that of the same service on Spring Cloud Consul: until its check passes
 * in a real Consul. Takes a folder with {@code ours} and {@code peer}, each with {@code plain.jar} and {@code wired.jar}
 * (beans wired at build time), and the number of rounds.
 */
public final class Boot {

    private Boot() {}

    /** Holds the starts of one program, to be compared with another's of the same rounds. */
    private record Runner(ServiceProgram program, List<Start> starts) {

        static Runner of(Layout layout, Path jars, RealConsul consul) throws Exception {
            Path home = Files.createTempDirectory(jars, layout.name());
            return new Runner(layout.prepare(jars, home, consul.uri()), new ArrayList<>());
        }

        double median(ToDoubleFunction<Start> figure) {
            double[] sorted = starts.stream().mapToDouble(figure).sorted().toArray();
            return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
        }
    }

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        int rounds = Integer.parseInt(arguments[1]);
        try (RealConsul consul = RealConsul.start()) {
            Runner plain = Runner.of(Layout.PLAIN, folder.resolve("ours"), consul);
            Runner image = Runner.of(Layout.IMAGE, folder.resolve("ours"), consul);
            Runner peerPlain = Runner.of(Layout.PLAIN, folder.resolve("peer"), consul);
            Runner peerImage = Runner.of(Layout.IMAGE, folder.resolve("peer"), consul);
            for (int round = 0; round < rounds; round++) {
                for (Runner runner : List.of(plain, peerPlain, image, peerImage)) {
                    runner.starts().add(runner.program().start(consul.uri()));
                }
            }
            compare("plain jar : plain jar", plain, peerPlain, 0.8);
            compare("as the image : plain jar", image, peerPlain, 0.4);
            compare("as the image : the same layout", image, peerImage, 1);
        }
    }

    private static void compare(String what, Runner ours, Runner peer, double aim) {
        ratio(what + ", CPU", ours, peer, Start::cpuSeconds, "s", aim);
        ratio(what + ", time", ours, peer, Start::seconds, "s", 1);
        ratio(what + ", resident", ours, peer, Start::residentMegabytes, "MB", 1);
    }

    private static void ratio(
            String what, Runner ours, Runner peer, ToDoubleFunction<Start> figure, String unit, double aim) {
        new Row(what, ours.median(figure), peer.median(figure), unit, aim).print(System.out);
    }
}
