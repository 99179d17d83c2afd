package io.slipway.local.platform;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Optional;

/**
 * Shows the daemon that runs, as it wrote itself into {@code run/platform.json} when everything was ready:
 * {@code {"pid":1,"startedAt":"2026-01-01T00:00:00Z","portBase":9600}}.
 */
public record RunningPlatform(long pid, Instant startedAt, int portBase) {

    private static final String FILE = "platform.json";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** Empty where none runs, whatever files an earlier one left. */
    public static Optional<RunningPlatform> find(Home home) {
        try {
            return parse(Files.readString(file(home)))
                    .filter(platform -> platform.process().isAlive());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    public Addresses addresses() {
        return new Addresses(portBase);
    }

    static Path file(Home home) {
        return home.run().resolve(FILE);
    }

    static RunningPlatform of(ProcessIdentity process, Addresses addresses) {
        return new RunningPlatform(process.pid(), process.startedAt(), addresses.portBase());
    }

    ProcessIdentity process() {
        return new ProcessIdentity(pid, startedAt);
    }

    /** Replaces the file in one step: whoever reads it sees all or nothing. */
    void write(Home home) throws IOException {
        Path next = home.run().resolve(FILE + ".next");
        Files.writeString(next, json() + "\n");
        Files.move(next, file(home), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private String json() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("pid", pid)
                .put("startedAt", startedAt.toString())
                .put("portBase", portBase)
                .toString();
    }

    private static Optional<RunningPlatform> parse(String text) throws JsonProcessingException {
        JsonNode json = MAPPER.readTree(text);
        try {
            return Optional.of(new RunningPlatform(
                    json.path("pid").asLong(),
                    Instant.parse(json.path("startedAt").asText()),
                    new Addresses(json.path("portBase").asInt()).portBase()));
        } catch (IllegalArgumentException | java.time.DateTimeException e) {
            // Somebody else wrote there.
            return Optional.empty();
        }
    }
}
