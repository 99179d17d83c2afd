package io.slipway.bench.consul;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Runs {@code slipway serve consul} as the {@code slipway} script does, but for the heap that the measurements need.
 *
 * <p>The system property {@code launcher} names the folder {@code launcher/target}.
 */
final class OwnProcess implements AutoCloseable {

    private static final Pattern ADDRESS = Pattern.compile("http://[0-9.:]+");

    private final Process process;
    private final URI uri;

    private OwnProcess(Process process, URI uri) {
        this.process = process;
        this.uri = uri;
    }

    static OwnProcess start(String... options) throws IOException {
        Process process = new ProcessBuilder(command(options))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        Matcher address = ADDRESS.matcher(String.valueOf(out.readLine()));
        if (!address.find()) {
            process.destroyForcibly();
            throw new IOException("slipway serve consul named no address");
        }
        return new OwnProcess(process, URI.create(address.group()));
    }

    URI uri() {
        return uri;
    }

    long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static Path jar(Path launcher) {
        try (Stream<Path> files = Files.list(launcher)) {
            return files.filter(
                            file -> file.getFileName().toString().matches("slipway-launcher-[^-]*(-SNAPSHOT)?\\.jar"))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("No jar of the launcher in " + launcher));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> command(String... options) {
        Path launcher = Path.of(System.getProperty("launcher"));
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = new ArrayList<>(List.of(
                java,
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                "-cp",
                jar(launcher) + File.pathSeparator + launcher.resolve("lib") + "/*",
                "io.slipway.launcher.cli.Main",
                "serve",
                "consul",
                "--http-port",
                "0"));
        command.addAll(List.of(options));
        return command;
    }
}
