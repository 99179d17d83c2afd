package io.slipway.bamboo.alone;

import io.slipway.bamboo.Edge;
import io.slipway.bamboo.access.Accounts;
import io.slipway.bamboo.alone.Keys.HostPort;
import io.slipway.bamboo.haproxy.Ways;
import io.slipway.bamboo.metrics.Reporting.Protocol;
import io.slipway.bamboo.metrics.Reporting.Target;
import io.slipway.bamboo.web.Face;
import io.slipway.marathon.http.Credentials;
import io.slipway.registry.consul.ConsulAccess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Holds what the file of an edge says. Every secret is in a file of its own, which is named.
 *
 * @param keepHaproxy whether HAProxy goes on serving when the edge is stopped, for the next one to take over
 */
record EdgeFile(
        Edge.Options options,
        Face face,
        List<URI> marathon,
        Credentials credentials,
        ConsulAccess consul,
        boolean keepHaproxy) {

    private static final HostPort NOWHERE = new HostPort("127.0.0.1", 1);
    private static final Duration REPORT_EVERY = Duration.ofSeconds(10);

    /** Reads the file; throws {@link EdgeFileException} with every problem found. */
    static EdgeFile read(Path file) {
        List<String> problems = new ArrayList<>();
        Keys keys = new Keys(file.toString(), FlatYaml.read(file.toString(), text(file), problems), problems);
        EdgeFile read = read(keys, problems);
        keys.done();
        if (!problems.isEmpty()) {
            throw new EdgeFileException(problems);
        }
        return read;
    }

    private static EdgeFile read(Keys keys, List<String> problems) {
        HostPort listen = keys.required("listen", HostPort::parse, NOWHERE);
        Face face = face(keys, problems);
        Edge.Options options = new Edge.Options(
                listen.host(),
                listen.port(),
                face.port(),
                keys.required("run", Path::of, Path.of("")),
                keys.required("logs", Path::of, Path.of("")),
                keys.optional("haproxy", text -> text, "haproxy"),
                keys.has("groups") ? Set.copyOf(keys.list("groups", text -> text)) : Set.of("*"),
                tls(keys, problems));
        List<URI> marathon = keys.list("marathon.urls", Keys::http);
        if (!keys.has("marathon.urls")) {
            problems.add("marathon.urls is missing: name every Marathon, as in [http://127.0.0.1:8080].");
        }
        return new EdgeFile(
                options,
                face,
                marathon,
                credentials(keys, problems),
                consul(keys, problems),
                keys.optional("haproxy-on-stop", EdgeFile::keeps, true));
    }

    private static Ways.@Nullable Tls tls(Keys keys, List<String> problems) {
        boolean has = keys.has("https.port");
        if (has != keys.has("https.certificates")) {
            problems.add("https.port and https.certificates go together: name the port, and the folder of its"
                    + " certificates.");
        }
        return has
                ? new Ways.Tls(
                        keys.optional("https.port", Keys::port, 443),
                        keys.optional("https.certificates", Path::of, Path.of("")))
                : null;
    }

    private static Face face(Keys keys, List<String> problems) {
        HostPort api = keys.optional("api", HostPort::parse, new HostPort("127.0.0.1", 9090));
        Accounts accounts = keys.has("accounts")
                ? Accounts.read(keys.optional("accounts", Path::of, Path.of("")), problems)
                : Accounts.NONE;
        String prefix = keys.optional("report-prefix", text -> text, "slipway-edge");
        List<Target> targets = new ArrayList<>();
        for (Protocol protocol : Protocol.values()) {
            String key = protocol.name().toLowerCase(Locale.ROOT);
            keys.list(key, HostPort::parse)
                    .forEach(to -> targets.add(new Target(protocol, to.host(), to.port(), prefix, REPORT_EVERY)));
        }
        Face face = new Face(api.host(), api.port(), accounts, targets);
        if (!keys.has("accounts")) {
            problems.addAll(face.problems());
        }
        return face;
    }

    private static Credentials credentials(Keys keys, List<String> problems) {
        try {
            if (keys.has("marathon.token-file")) {
                return Credentials.bearer(keys.optional("marathon.token-file", Path::of, Path.of("")));
            }
            Path password = keys.optional("marathon.password-file", Path::of, Path.of(""));
            String user = keys.optional("marathon.user", text -> text, "");
            if (user.isEmpty() && !keys.has("marathon.password-file")) {
                return Credentials.NONE;
            }
            return Credentials.basic(user, Files.readString(password).strip());
        } catch (IllegalArgumentException e) {
            problems.add(e.getMessage() + ".");
        } catch (IOException e) {
            problems.add("Marathon's password cannot be read from marathon.password-file: " + reason(e) + ".");
        }
        return Credentials.NONE;
    }

    private static ConsulAccess consul(Keys keys, List<String> problems) {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put(
                "CONSUL_HTTP_ADDR",
                keys.optional("consul.url", Keys::http, URI.create("http://127.0.0.1:8500"))
                        .toString());
        variables.put("CONSUL_HTTP_TOKEN_FILE", keys.optional("consul.token-file", text -> text, ""));
        variables.put("CONSUL_CACERT", keys.optional("consul.ca", text -> text, ""));
        variables.put("CONSUL_CLIENT_CERT", keys.optional("consul.certificate", text -> text, ""));
        variables.put("CONSUL_CLIENT_KEY", keys.optional("consul.key", text -> text, ""));
        try {
            return ConsulAccess.from(variables);
        } catch (IllegalArgumentException e) {
            problems.add("consul: " + e.getMessage());
            return ConsulAccess.from(Map.of());
        }
    }

    private static boolean keeps(String text) {
        return switch (text) {
            case "keep" -> true;
            case "stop" -> false;
            default -> throw new IllegalArgumentException("neither keep nor stop");
        };
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new EdgeFileException(List.of(file + ": The file cannot be read: " + reason(e) + "."));
        }
    }

    private static String reason(IOException e) {
        return e instanceof NoSuchFileException ? "there is no such file" : String.valueOf(e.getMessage());
    }
}
