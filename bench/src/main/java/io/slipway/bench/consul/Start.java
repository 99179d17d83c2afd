package io.slipway.bench.consul;

import io.slipway.bench.Row;
import io.slipway.local.consul.EmbeddedConsul;
import io.slipway.registry.FreePort;
import io.slipway.registry.testing.RealConsul;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.helpers.NOP_FallbackServiceProvider;

/**
 * Measures how long it takes from nothing to the first answer: inside a JVM that is warm, beside a real Consul's start as
 * a process; and as a process, beside what was promised.
 */
final class Start {

    private static final double PROMISED_MILLIS = 700;
    private static final int WARM_UP = 20;

    private Start() {}

    public static void main(String[] arguments) throws Exception {
        // What Jetty says of each start is of no interest, and takes time.
        System.setProperty("slf4j.internal.verbosity", "WARN");
        System.setProperty("slf4j.provider", NOP_FallbackServiceProvider.class.getName());
        int rounds = arguments.length == 0 ? 9 : Integer.parseInt(arguments[0]);
        for (int i = 0; i < WARM_UP; i++) {
            embedded();
        }
        Figures inside = new Figures();
        Figures real = new Figures();
        Figures alone = new Figures();
        for (int i = 0; i < rounds; i++) {
            inside.add(embedded());
            real.add(real());
            alone.add(alone());
        }
        new Row("first answer inside a warm JVM; peer: a real -dev agent", inside.median(), real.median(), "ms", 1)
                .print(System.out);
        new Row("first answer as a process; peer: the promise", alone.median(), PROMISED_MILLIS, "ms", 1)
                .print(System.out);
    }

    private static double embedded() {
        long start = System.nanoTime();
        try (EmbeddedConsul consul = EmbeddedConsul.start()) {
            awaitAnswer(consul.uri());
            return millisSince(start);
        }
    }

    private static double alone() throws IOException {
        long start = System.nanoTime();
        try (OwnProcess consul = OwnProcess.start()) {
            awaitAnswer(consul.uri());
            return millisSince(start);
        }
    }

    private static double real() throws IOException, InterruptedException {
        int port = FreePort.firstOf(4);
        List<String> command = List.of(
                RealConsul.binary().orElseThrow().toString(),
                "agent",
                "-dev",
                "-bind=127.0.0.1",
                "-http-port=" + port,
                "-server-port=" + (port + 1),
                "-serf-lan-port=" + (port + 2),
                "-serf-wan-port=" + (port + 3),
                "-dns-port=-1",
                "-grpc-port=-1");
        long start = System.nanoTime();
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            awaitAnswer(URI.create("http://127.0.0.1:" + port));
            return millisSince(start);
        } finally {
            process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        }
    }

    /** Asks what needs no leader, until it is answered; both servers are asked alike. */
    private static void awaitAnswer(URI server) {
        byte[] request = Load.get("/v1/agent/services").getBytes(StandardCharsets.US_ASCII);
        while (true) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(server.getHost(), server.getPort()));
                socket.getOutputStream().write(request);
                if (new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII)
                        .equals("HTTP/1.1 200")) {
                    return;
                }
            } catch (IOException notYet) {
                Thread.onSpinWait();
            }
        }
    }

    private static double millisSince(long start) {
        return (System.nanoTime() - start) / 1e6;
    }
}
