package io.slipway.launcher.spec;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes a service's files for a test; a right one to begin with. */
public final class ServiceFolder {

    public static final String SPEC = """
            name: orders
            team: shop
            artifact: target/orders.jar
            route: /orders
            health:
              path: /actuator/health/readiness
              interval: 1s
            environment:
              JAVA_OPTS: ""
              SLIPWAY_DRAIN: 2s
            settings:
              orders.page-size: { type: int, default: 10, min: 1, max: 100 }
              orders.greeting: { type: string, default: Hello }
            """;
    public static final String PLAYBOOK = """
            instances: 2
            cpus: 0.5
            memory: 256  # MiB
            environment:
              JAVA_OPTS: -XX:+UseSerialGC -Xmx128m
            """;

    private final Path folder;

    private ServiceFolder(Path folder) {
        this.folder = folder;
    }

    public static ServiceFolder in(Path folder) {
        return new ServiceFolder(folder).spec(SPEC).playbook("local", PLAYBOOK).artifact("a jar");
    }

    public ServiceFolder spec(String text) {
        return write("slipway.yml", text);
    }

    public ServiceFolder playbook(String environment, String text) {
        return write("playbooks/" + environment + ".yml", text);
    }

    public ServiceFolder artifact(String content) {
        return write("target/orders.jar", content);
    }

    public ServiceFolder write(String file, String text) {
        try {
            Path path = folder.resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Path path() {
        return folder;
    }

    public Deployable read() {
        return SpecReader.read(folder, "local");
    }

    /** Returns the message that reading ends in, with the folder left out. */
    public String refusal(String environment) {
        try {
            return "read: " + SpecReader.read(folder, environment);
        } catch (SpecException e) {
            return e.getMessage().replace(folder + "/", "");
        }
    }
}
