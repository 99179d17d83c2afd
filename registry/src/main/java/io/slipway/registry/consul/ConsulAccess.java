package io.slipway.registry.consul;

import io.slipway.registry.internal.Excerpt;
import java.io.IOException;
import java.net.URI;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Says where Consul is, whom to trust there and what to show: by Consul's own variables.
 *
 * <ul>
 *   <li>{@code CONSUL_HTTP_ADDR}: {@code host:port} or a URL; {@code 127.0.0.1:8500} where it is not set.
 *   <li>{@code CONSUL_HTTP_SSL}: {@code true} for TLS also where the address does not say https.
 *   <li>{@code CONSUL_CACERT}, {@code CONSUL_CLIENT_CERT}, {@code CONSUL_CLIENT_KEY}: PEM files; read once, and of no
 *       account without TLS.
 *   <li>{@code CONSUL_HTTP_TOKEN_FILE}: holds the ACL token, and may be replaced at any time; wins over
 *       {@code CONSUL_HTTP_TOKEN}, which every child process sees.
 * </ul>
 */
public final class ConsulAccess {

    /** The variables that are read. */
    public static final List<String> VARIABLES = List.of(
            "CONSUL_HTTP_ADDR",
            "CONSUL_HTTP_SSL",
            "CONSUL_CACERT",
            "CONSUL_CLIENT_CERT",
            "CONSUL_CLIENT_KEY",
            "CONSUL_HTTP_TOKEN_FILE",
            "CONSUL_HTTP_TOKEN");

    private final ConsulAddress address;
    private final AclToken token;
    private final Optional<Tls> tls;

    private ConsulAccess(ConsulAddress address, AclToken token, Optional<Tls> tls) {
        this.address = address;
        this.token = token;
        this.tls = tls;
    }

    /** Goes to an agent without a token, trusting whom the JDK trusts where the URL says https. */
    static ConsulAccess to(URI consul) {
        return new ConsulAccess(ConsulAddress.of(consul), AclToken.NONE, Optional.empty());
    }

    /**
     * Reads the variables; an empty one is none.
     *
     * @throws IllegalArgumentException with all problems at once; it shows no token
     */
    public static ConsulAccess from(Map<String, String> variables) {
        Reader reader = new Reader(variables);
        boolean ssl = reader.ssl();
        ConsulAddress address = reader.address(ssl);
        AclToken token = reader.token();
        Optional<Tls> tls = address != null && address.isSecure() ? reader.tls() : Optional.empty();
        if (address == null || !reader.problems.isEmpty()) {
            throw new IllegalArgumentException(String.join(" ", reader.problems));
        }
        return new ConsulAccess(address, token, tls);
    }

    /** Returns the agent's URL. */
    public URI uri() {
        return URI.create(address.toString());
    }

    ConsulAddress address() {
        return address;
    }

    AclToken token() {
        return token;
    }

    Optional<Tls> tls() {
        return tls;
    }

    /** Returns the address, and nothing secret. */
    @Override
    public String toString() {
        return address.toString();
    }

    /** Reads one environment and collects what is wrong with it. */
    private record Reader(Map<String, String> variables, List<String> problems) {

        Reader(Map<String, String> variables) {
            this(variables, new ArrayList<>());
        }

        boolean ssl() {
            String text = value("CONSUL_HTTP_SSL").orElse("false");
            if (!text.equals("true") && !text.equals("false") && !text.equals("1") && !text.equals("0")) {
                problems.add("CONSUL_HTTP_SSL is \"" + Excerpt.of(text) + "\", expected true or false.");
            }
            return text.equals("true") || text.equals("1");
        }

        @Nullable ConsulAddress address(boolean ssl) {
            String text = value("CONSUL_HTTP_ADDR").orElse("127.0.0.1:8500");
            try {
                String url = ConsulAddress.checked(text);
                return ConsulAddress.of(URI.create(ssl ? url.replaceFirst("^http:", "https:") : url));
            } catch (IllegalArgumentException e) {
                problems.add("CONSUL_HTTP_ADDR: " + Excerpt.of(e));
                return null;
            }
        }

        AclToken token() {
            Optional<String> file = value("CONSUL_HTTP_TOKEN_FILE");
            String from = file.map(path -> "CONSUL_HTTP_TOKEN_FILE=" + Excerpt.of(path))
                    .orElse("CONSUL_HTTP_TOKEN");
            try {
                return file.isPresent()
                        ? AclToken.in(Path.of(file.get()))
                        : AclToken.of(value("CONSUL_HTTP_TOKEN").orElse(""));
            } catch (IllegalArgumentException e) {
                problems.add("No ACL token from " + from + ": " + why(e) + ".");
                return AclToken.NONE;
            }
        }

        Optional<Tls> tls() {
            Optional<String> certificate = value("CONSUL_CLIENT_CERT");
            Optional<String> key = value("CONSUL_CLIENT_KEY");
            if (certificate.isPresent() != key.isPresent()) {
                problems.add("CONSUL_CLIENT_CERT and CONSUL_CLIENT_KEY go together, and only one of them is set.");
                return Optional.empty();
            }
            try {
                return Optional.of(Tls.of(
                        value("CONSUL_CACERT").map(Path::of),
                        certificate.map(file -> new Tls.Identity(Path.of(file), Path.of(key.orElseThrow())))));
            } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
                problems.add("The files of CONSUL_CACERT, CONSUL_CLIENT_CERT and CONSUL_CLIENT_KEY cannot be used: "
                        + why(e) + ".");
                return Optional.empty();
            }
        }

        private static String why(Exception e) {
            return e instanceof NoSuchFileException ? "there is no file " + Excerpt.of(e) : Excerpt.of(e);
        }

        private Optional<String> value(String name) {
            return Optional.ofNullable(variables.get(name)).map(String::strip).filter(text -> !text.isEmpty());
        }
    }
}
