package io.slipway.registry.discovery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.slipway.registry.ServiceInstance;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the last good answer for one service in a file, whole or not at all: written beside it, forced to the disk, renamed.
 *
 * <pre>{@code
 * {"format":1,"service":"orders","confirmedAt":"2026-11-24T12:00:00Z",
 *  "instances":[{"id":"orders-1","host":"10.0.0.5","port":31000,"tags":["v1"],"meta":{"zone":"a"}}]}
 * }</pre>
 */
final class SnapshotFile {

    private static final int FORMAT = 1;
    // Room for more than 10,000 instances.
    private static final int LARGEST = 8 << 20;
    private static final int LONGEST_NAME = 150;

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final String service;
    private final Path file;

    SnapshotFile(Path folder, String service) {
        String name = URLEncoder.encode(service, UTF_8).replace("*", "%2A");
        this.service = service;
        this.file = folder.resolve((name.length() <= LONGEST_NAME
                        ? name
                        : name.substring(0, LONGEST_NAME) + "-" + Integer.toHexString(service.hashCode()))
                + ".json");
    }

    /**
     * Reads it back as a stale snapshot; nothing where there is no file.
     *
     * @throws IOException for a file that is anything but what {@link #write} leaves
     */
    Optional<Snapshot> read() throws IOException {
        // Below what is no folder there is nothing, whatever JDK is asked: "notExists" of 17 and of 25 differ there.
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        // What is no file, such as a pipe, might keep its reader for ever.
        if (!Files.isRegularFile(file)) {
            throw new IOException("it is no regular file");
        }
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(LARGEST + 1);
        }
        if (bytes.length > LARGEST) {
            throw new IOException("it is larger than " + LARGEST + " bytes");
        }
        try {
            return Optional.of(JSON.readValue(bytes, Body.class).snapshot(service));
        } catch (JsonProcessingException e) {
            throw new IOException(e.getOriginalMessage(), e);
        } catch (RuntimeException e) { // Wide because anything may stand in the file.
            throw new IOException(e.getMessage(), e);
        }
    }

    void write(Snapshot snapshot) throws IOException {
        Files.createDirectories(file.getParent());
        // Two processes that share a folder must not write into each other's file.
        Path beside = file.resolveSibling(
                file.getFileName() + "." + ProcessHandle.current().pid() + ".tmp");
        ByteBuffer bytes = ByteBuffer.wrap(JSON.writeValueAsBytes(Body.of(snapshot)));
        try (FileChannel out = FileChannel.open(beside, CREATE, WRITE, TRUNCATE_EXISTING)) {
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            out.force(true);
        }
        Files.move(beside, file, ATOMIC_MOVE);
        // The name is safe only when the folder is.
        try (FileChannel folder = FileChannel.open(file.getParent(), READ)) {
            folder.force(true);
        }
    }

    @Override
    public String toString() {
        return file.toString();
    }

    private record Body(int format, String service, String confirmedAt, List<Entry> instances) {

        static Body of(Snapshot snapshot) {
            return new Body(
                    FORMAT,
                    snapshot.service(),
                    snapshot.confirmedAt().toString(),
                    snapshot.instances().stream().map(Entry::of).toList());
        }

        Snapshot snapshot(String expected) {
            if (format != FORMAT) {
                throw new IllegalArgumentException("it has the format " + format + ", not " + FORMAT);
            }
            if (!expected.equals(service)) {
                throw new IllegalArgumentException("it is of the service \"" + service + "\"");
            }
            List<ServiceInstance> known =
                    instances.stream().map(entry -> entry.instance(service)).toList();
            return new Snapshot(service, known, 0, Instant.parse(confirmedAt), true);
        }
    }

    private record Entry(
            @Nullable String id, @Nullable String host, int port, List<String> tags, Map<String, String> meta) {

        static Entry of(ServiceInstance instance) {
            return new Entry(instance.id(), instance.host(), instance.port(), instance.tags(), instance.meta());
        }

        ServiceInstance instance(String service) {
            // No more than that: what the registry was told is odd at times, and its file must be read all the same.
            if (id == null || host == null) {
                throw new IllegalArgumentException("it has an instance without id or host");
            }
            return new ServiceInstance(id, service, host, port, tags, meta);
        }
    }
}
