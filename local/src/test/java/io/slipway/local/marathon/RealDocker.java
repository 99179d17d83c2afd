package io.slipway.local.marathon;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.opentest4j.TestAbortedException;

/**
 * Runs a real Docker engine for all tests of a build: with its own socket, images, and bridge, beside any other engine
 * of the machine, without a change to the machine's firewall. A test is skipped, and says so, where there is none:
 * {@code local/src/test/bin/real-docker} has one.
 */
public final class RealDocker implements AutoCloseable {

    /** Is the only image: busybox, under the names of its commands. */
    public static final String IMAGE = "slipway-test/busybox:1";

    private static final Duration START = Duration.ofSeconds(60);

    /** Gives tests the engine that they share; it is ended when all have run. */
    public static final class Shared implements ParameterResolver {

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == RealDocker.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot()
                    .getStore(ExtensionContext.Namespace.create(RealDocker.class))
                    .computeIfAbsent("engine", key -> start(), RealDocker.class);
        }
    }

    private final Path folder;
    private final String bridge;
    private final List<String> command;
    private Process process;

    private RealDocker(Path folder, String bridge, String dockerd) throws IOException {
        this.folder = folder;
        this.bridge = bridge;
        this.command = List.of(
                dockerd,
                "--host=" + address(),
                "--data-root=" + folder.resolve("data"),
                "--exec-root=" + folder.resolve("x"),
                "--pidfile=" + folder.resolve("pid"),
                "--config-file=" + folder.resolve("none.json"),
                "--bridge=" + bridge,
                "--iptables=false",
                "--ip-masq=false",
                "--ip-forward=false");
        this.process = run();
    }

    private static RealDocker start() {
        Path dockerd = program("DOCKERD_BINARY", "dockerd").orElseThrow(() -> missing("no dockerd"));
        Path busybox = program("", "busybox").orElseThrow(() -> missing("no busybox"));
        if (!"root".equals(System.getProperty("user.name"))) {
            throw missing("only root can start one");
        }
        try {
            Path home = Path.of(
                            Optional.ofNullable(System.getenv("SLIPWAY_HOME")).orElse("target"))
                    .toAbsolutePath();
            // Short: the path of a socket has 107 bytes at most.
            Path folder = Files.createTempDirectory(Files.createDirectories(home), "d");
            Files.writeString(folder.resolve("none.json"), "{}");
            RealDocker engine = new RealDocker(folder, bridge(), dockerd.toString());
            try {
                engine.awaitReady();
                engine.load(busybox);
                return engine;
            } catch (RuntimeException | IOException e) {
                engine.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static TestAbortedException missing(String why) {
        return new TestAbortedException(
                "No Docker engine here (" + why + "): run local/src/test/bin/real-docker as root");
    }

    private static Optional<Path> program(String variable, String name) {
        return Stream.concat(
                        Stream.ofNullable(System.getenv(variable)).map(Path::of),
                        Stream.of((System.getenv("PATH") + ":/usr/sbin:/sbin").split(":", -1))
                                .map(folder -> Path.of(folder, name)))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst();
    }

    /** Makes a bridge of its own: two engines would fight over the usual one. */
    private static String bridge() {
        long number = ProcessHandle.current().pid() % 250;
        String name = "slipway" + number;
        try {
            sh("ip link add name " + name + " type bridge && ip addr add 10.219." + number + ".1/24 dev " + name
                    + " && ip link set " + name + " up");
        } catch (IllegalStateException e) {
            throw missing("no bridge: " + e.getMessage());
        }
        return name;
    }

    private Process run() throws IOException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(folder.resolve("log").toFile()))
                .start();
    }

    public URI address() {
        return URI.create("unix://" + folder.resolve("s"));
    }

    /** Ends it in order, as a machine's service manager does: its containers end, too. */
    public void stop() {
        process.destroy();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** Starts it again over the same data. */
    public void restart() throws IOException {
        process = run();
        awaitReady();
    }

    /** Returns the names of all containers, running or not. */
    public List<String> containers() {
        return ask(client -> client.listContainersCmd().withShowAll(true).exec().stream()
                .map(one -> one.getNames()[0].substring(1))
                .toList());
    }

    /** Starts a container of somebody else, and returns its name. */
    public String run(String name, Map<String, String> labels, String... argv) {
        return ask(client -> {
            client.startContainerCmd(client.createContainerCmd(IMAGE)
                            .withName(name)
                            .withLabels(labels)
                            .withCmd(argv)
                            .exec()
                            .getId())
                    .exec();
            return name;
        });
    }

    public void remove(String name) {
        ask(client -> client.removeContainerCmd(name).withForce(true).exec());
    }

    /** Ends a container behind the scheduler's back. */
    public void kill(String name) {
        ask(client -> client.killContainerCmd(name).exec());
    }

    @Override
    public void close() throws IOException {
        try {
            if (process.isAlive()) {
                containers().forEach(this::remove);
            }
        } finally {
            stop();
            sh("ip link delete " + bridge + "; for m in $(cut -d' ' -f2 /proc/mounts | grep ^" + folder
                    + "/); do umount -l $m; done; true");
            delete(folder);
        }
    }

    private interface Question<T> {
        T ask(DockerClient client);
    }

    private <T> T ask(Question<T> question) {
        DockerClientConfig config = DefaultDockerClientConfig.createDefaultConfigBuilder()
                .withDockerHost(address().toString())
                .build();
        try (DockerClient client = DockerClientImpl.getInstance(
                config,
                new ZerodepDockerHttpClient.Builder().dockerHost(address()).build())) {
            return question.ask(client);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitReady() {
        Awaitility.await("dockerd in " + folder)
                .atMost(START)
                .pollInterval(Duration.ofMillis(50))
                .ignoreExceptions()
                .until(() -> {
                    if (!process.isAlive()) {
                        throw missing("dockerd ended: " + lastWords());
                    }
                    return containers() != null;
                });
    }

    private String lastWords() throws IOException {
        List<String> lines = Files.readAllLines(folder.resolve("log"));
        return lines.isEmpty() ? "" : lines.get(lines.size() - 1);
    }

    /** Makes the image of one file under many names; no registry is asked. */
    private void load(Path busybox) throws IOException {
        Path root = folder.resolve("root");
        sh("mkdir -p " + root + "/bin " + root + "/tmp && cp " + busybox + " " + root + "/bin/busybox"
                + " && for c in $(" + busybox + " --list | grep -vx busybox); do ln -sf busybox " + root
                + "/bin/$c; done");
        Path tar = folder.resolve("root.tar");
        sh("tar -C " + root + " -cf " + tar + " .");
        String[] name = IMAGE.split(":", 2);
        // docker-java gives the engine half a stream.
        String head =
                "POST /images/create?fromSrc=-&repo=" + name[0] + "&tag=" + name[1] + " HTTP/1.0\r\nHost: docker\r\n"
                        + "Content-Type: application/x-tar\r\nContent-Length: " + Files.size(tar) + "\r\n\r\n";
        try (SocketChannel socket = SocketChannel.open(UnixDomainSocketAddress.of(folder.resolve("s")))) {
            OutputStream out = Channels.newOutputStream(socket);
            out.write(head.getBytes(StandardCharsets.US_ASCII));
            Files.copy(tar, out);
            String answer = new String(Channels.newInputStream(socket).readAllBytes(), StandardCharsets.UTF_8);
            if (!answer.contains("sha256:")) {
                throw new IllegalStateException("No image from " + tar + ": " + answer);
            }
        }
    }

    private static void sh(String line) {
        try {
            Process process = new ProcessBuilder("/bin/sh", "-c", "PATH=$PATH:/usr/sbin:/sbin; " + line)
                    .redirectErrorStream(true)
                    .start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(said.strip());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void delete(Path folder) throws IOException {
        List<Path> files = new ArrayList<>();
        try (Stream<Path> found = Files.walk(folder)) {
            found.sorted(Comparator.reverseOrder()).forEach(files::add);
        }
        for (Path file : files) {
            Files.deleteIfExists(file);
        }
    }
}
