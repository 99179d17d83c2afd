package io.slipway.bench.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.slipway.registry.FreePort;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Starts a service as a scheduler does, and waits until its check passes in Consul. */
final class ServiceProgram {

    private static final int TRAINING_REQUESTS = 200;
    private static final long TICKS_PER_SECOND = 100;
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path home;
    private final List<String> arguments;

    /** Holds what one start cost, until the check passed; the memory is what is resident a second later. */
    record Start(double seconds, double cpuSeconds, double residentMegabytes) {}

    ServiceProgram(Path home, List<String> arguments) {
        this.home = home;
        this.arguments = List.copyOf(arguments);
    }

    static List<String> joined(List<String> first, List<String> second) {
        List<String> both = new ArrayList<>(first);
        both.addAll(second);
        return List.copyOf(both);
    }

    static ProcessBuilder java(Path home, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx256m");
        command.addAll(arguments);
        return new ProcessBuilder(command)
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("log").toFile());
    }

    Start start(URI consul) throws Exception {
        int port = FreePort.find();
        long begun = System.nanoTime();
        Process process = run(consul, port);
        try {
            String id = awaitPassing(process, consul, port);
            double seconds = (System.nanoTime() - begun) / 1e9;
            double cpu = cpuSeconds(process.pid());
            TimeUnit.SECONDS.sleep(1);
            double resident = residentMegabytes(process.pid());
            end(process);
            forget(consul, id);
            return new Start(seconds, cpu, resident);
        } finally {
            process.destroyForcibly();
        }
    }

    /** Starts it once, asks it as clients will, and ends it, so that the JVM writes what it has learnt. */
    void train(URI consul) throws Exception {
        int port = FreePort.find();
        Process process = run(consul, port);
        try {
            String id = awaitPassing(process, consul, port);
            for (int i = 0; i < TRAINING_REQUESTS; i++) {
                get(URI.create("http://127.0.0.1:" + port + "/orders/" + i));
            }
            end(process);
            forget(consul, id);
        } finally {
            process.destroyForcibly();
        }
    }

    private Process run(URI consul, int port) throws IOException {
        ProcessBuilder builder = java(home, arguments);
        builder.environment()
                .putAll(Map.of(
                        "CONSUL_HTTP_ADDR", consul.getAuthority(),
                        "CONSUL_PORT", String.valueOf(consul.getPort()),
                        "HOST", "127.0.0.1",
                        "PORT0", String.valueOf(port),
                        "SLIPWAY_DRAIN", "0s"));
        return builder.start();
    }

    private String awaitPassing(Process process, URI consul, int port) throws Exception {
        String index = "1";
        while (process.isAlive()) {
            HttpResponse<String> answer =
                    get(consul.resolve("/v1/health/service/orders?passing&wait=10s&index=" + index));
            index = answer.headers().firstValue("X-Consul-Index").orElse("1");
            for (JsonNode instance : JSON.readTree(answer.body())) {
                if (instance.path("Service").path("Port").asInt() == port) {
                    return instance.path("Service").path("ID").asText();
                }
            }
        }
        throw new IllegalStateException("It ended with " + process.exitValue() + "; see " + home.resolve("log"));
    }

    private static void end(Process process) throws InterruptedException {
        process.destroy();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new IllegalStateException("It did not end within a minute of SIGTERM");
        }
    }

    private static void forget(URI consul, String id) throws Exception {
        HTTP.send(
                HttpRequest.newBuilder(consul.resolve("/v1/agent/service/deregister/" + id))
                        .PUT(HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.discarding());
    }

    private static HttpResponse<String> get(URI uri) throws Exception {
        return HTTP.send(
                HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(30)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** Reads user and system time: the 14th and 15th field, counted behind the name, which may hold spaces. */
    private static double cpuSeconds(long pid) throws IOException {
        String stat = Files.readString(Path.of("/proc", String.valueOf(pid), "stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / (double) TICKS_PER_SECOND;
    }

    private static double residentMegabytes(long pid) throws IOException {
        return Files.readAllLines(Path.of("/proc", String.valueOf(pid), "status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToDouble(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024.0)
                .findFirst()
                .orElseThrow();
    }
}
