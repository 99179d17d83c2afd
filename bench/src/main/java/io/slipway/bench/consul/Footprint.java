package io.slipway.bench.consul;

import io.slipway.registry.testing.RealConsul;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** Tells memory and threads with 1,000 services of 10 instances each, and with 5,000 queries that wait, too. */
final class Footprint {

    private static final int SERVICES = 1_000;
    private static final int INSTANCES = 10;
    private static final int WATCHERS = 5_000;

    /** What the generations of the heap hold. */
    private static final Pattern USED = Pattern.compile("generation .* used (\\d+)K");

    private Footprint() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        try (OwnProcess ours = OwnProcess.start()) {
            measure("ours", ours.uri(), ours.pid());
        }
        try (RealConsul real = RealConsul.start("-hcl", WakeUps.MANY_CONNECTIONS)) {
            measure("real", real.uri(), pidListeningOn(real.uri()));
        }
    }

    private static void measure(String who, URI server, long pid) throws IOException, InterruptedException {
        tell(who, "just started", pid);
        try (Load load = new Load(server, 1, Footprint::registration)) {
            load.times(SERVICES * INSTANCES);
        }
        tell(who, "with " + SERVICES * INSTANCES + " instances", pid);
        List<Socket> parked = new ArrayList<>();
        try {
            for (int i = 0; i < WATCHERS; i++) {
                parked.add(park(server, i % SERVICES));
            }
            TimeUnit.SECONDS.sleep(2);
            tell(who, "and " + WATCHERS + " waiting queries", pid);
        } finally {
            for (Socket socket : parked) {
                socket.close();
            }
        }
    }

    /** An instance of another node: a real agent needs minutes for so many of its own. */
    private static String registration(long number) {
        String body = """
                {"Node":"node-%1$d","Address":"10.0.0.%1$d","SkipNodeUpdate":%5$b,
                 "Service":{"ID":"s-%2$d","Service":"service-%3$d","Port":%4$d},
                 "Check":{"CheckID":"service:s-%2$d","Name":"alive","ServiceID":"s-%2$d","Status":"passing"}}""".formatted(
                        number / SERVICES, number, number % SERVICES, 1_000 + number % SERVICES, number % SERVICES > 0);
        return Load.put("/v1/catalog/register", body);
    }

    private static Socket park(URI server, int service) throws IOException {
        Socket socket = new Socket();
        socket.connect(new InetSocketAddress(server.getHost(), server.getPort()));
        String path = "/v1/health/service/service-" + service + "?passing&wait=600s&index=18446744073709551615";
        socket.getOutputStream().write(Load.get(path).getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static void tell(String who, String when, long pid) throws IOException, InterruptedException {
        String heap = "";
        if (who.equals("ours")) {
            jcmd(pid, "GC.run");
            heap = "  heap %6d KiB"
                    .formatted(USED.matcher(jcmd(pid, "GC.heap_info"))
                            .results()
                            .mapToLong(used -> Long.parseLong(used.group(1)))
                            .sum());
        }
        System.out.printf(
                Locale.ROOT,
                "%-5s %-28s resident %7s KiB  threads %4s%s%n",
                who,
                when,
                status(pid, "VmRSS:"),
                status(pid, "Threads:"),
                heap);
    }

    private static String status(long pid, String name) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                .filter(line -> line.startsWith(name))
                .map(line -> line.replaceAll("\\D", ""))
                .findFirst()
                .orElseThrow();
    }

    private static String jcmd(long pid, String command) throws IOException, InterruptedException {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        Process process = new ProcessBuilder(jcmd, String.valueOf(pid), command)
                .redirectErrorStream(true)
                .start();
        try (InputStream out = process.getInputStream()) {
            String said = new String(out.readAllBytes(), StandardCharsets.UTF_8);
            process.waitFor();
            return said;
        }
    }

    private static long pidListeningOn(URI server) {
        String port = "-http-port=" + server.getPort();
        return ProcessHandle.current()
                .descendants()
                .filter(process -> process.info().commandLine().orElse("").contains(port))
                .findFirst()
                .orElseThrow()
                .pid();
    }
}
