package io.slipway.bamboo.haproxy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows a folder of certificates. HAProxy is given copies of those that it can use, so that one that is half written,
 * or lacks its key, stops no reload: the last good one is used on. For one thread.
 */
public final class Certificates {

    private static final Logger log = LoggerFactory.getLogger(Certificates.class);
    private static final String NAME = "[A-Za-z0-9][A-Za-z0-9._-]{0,100}\\.pem";
    private static final long LARGEST = 1 << 20;

    private final @Nullable Path folder;
    private final Path copies;
    private final String program;
    private final Map<String, String> refused = new HashMap<>();
    private TreeMap<String, Certificate> accepted = new TreeMap<>();

    /**
     * @param folder absent for an edge that speaks HTTP alone
     * @param program path of haproxy, or its name on the PATH
     */
    public Certificates(@Nullable Path folder, Paths paths, String program) {
        this.folder = folder;
        this.copies = paths.certificates();
        this.program = program;
    }

    /** Returns those that HAProxy can use now, by name; where the folder cannot be read, or is empty, the last ones. */
    public List<Certificate> scan() throws HaproxyException, InterruptedException {
        if (folder == null) {
            return List.of();
        }
        TreeMap<String, Certificate> now = new TreeMap<>();
        for (Path file : files(folder)) {
            String name = file.getFileName().toString();
            Certificate usable = usable(file, accepted.get(name));
            if (usable != null) {
                now.put(name, usable);
            }
        }
        if (!now.isEmpty() && !now.equals(accepted)) {
            list(now);
            accepted = now;
        }
        return List.copyOf(accepted.values());
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches(NAME))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            log.warn("The certificates in {} cannot be read, so the last ones are used on: {}", folder, e.toString());
            return List.of();
        }
    }

    private @Nullable Certificate usable(Path file, @Nullable Certificate before)
            throws HaproxyException, InterruptedException {
        String name = file.getFileName().toString();
        try {
            String pem = Files.size(file) > LARGEST ? "" : Files.readString(file);
            Certificate now = new Certificate(name, Digest.of(pem));
            if (now.equals(before) || now.digest().equals(refused.get(name))) {
                return before;
            }
            String complaint = complaint(file);
            if (!complaint.isEmpty()) {
                refused.put(name, now.digest());
                log.warn("HAProxy cannot use the certificate {}: {}", file, complaint);
                return before;
            }
            Files.createDirectories(
                    copies, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            new ConfigFile(copies.resolve(name)).write(pem);
            return now;
        } catch (IOException e) {
            log.warn("The certificate {} cannot be read: {}", file, e.toString());
            return before;
        }
    }

    /** Asks HAProxy itself, in a configuration with nothing but the certificate. */
    private String complaint(Path file) throws IOException, HaproxyException, InterruptedException {
        Path trial = Files.createTempFile("slipway-certificate", ".cfg");
        try {
            Files.writeString(
                    trial, """
                    defaults
                        mode http
                        timeout connect 1s
                        timeout client 1s
                        timeout server 1s
                    frontend trial
                        bind 127.0.0.1:1 ssl crt %s
                    """.formatted(Quoted.word(file.toAbsolutePath().toString())));
            Command.Outcome outcome =
                    Command.run(Duration.ofSeconds(20), List.of(program, "-c", "-f", trial.toString()));
            return outcome.exitCode() == 0 ? "" : Program.alerts(outcome.output());
        } finally {
            Files.delete(trial);
        }
    }

    private void list(Map<String, Certificate> now) throws HaproxyException {
        String lines =
                now.keySet().stream().map(name -> copies.resolve(name) + "\n").collect(Collectors.joining());
        try {
            new ConfigFile(copies.resolve("list")).write(lines);
        } catch (IOException e) {
            throw new HaproxyException("Cannot write the list of certificates: " + e.getMessage() + ".", e);
        }
    }

    /** Returns the commands that give the running HAProxy a renewed certificate: each is sent by itself. */
    static List<String> renewal(Path copy) throws IOException {
        List<String> pem = new ArrayList<>(Files.readString(copy).lines().toList());
        // An empty line would end the payload.
        pem.removeIf(String::isBlank);
        return List.of(
                "set ssl cert " + copy + " <<\n" + String.join("\n", pem) + "\n\n", "commit ssl cert " + copy + "\n");
    }
}
