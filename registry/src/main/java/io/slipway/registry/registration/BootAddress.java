package io.slipway.registry.registration;

import io.slipway.registry.internal.Excerpt;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells under which address and id this process is reached from outside.
 *
 * <ol>
 *   <li>{@code SLIPWAY_ADVERTISE=host:port}: what somebody says on purpose wins over what a scheduler says of every task.
 *   <li>{@code HOST} with {@code PORT_<port listened on>}: the outside of that port's mapping, for a container.
 *   <li>{@code HOST} with {@code PORT0}, as Marathon gives them.
 *   <li>This machine's own address, see {@link OwnHost}, with the port listened on.
 * </ol>
 *
 * The id is {@code MESOS_TASK_ID}, else {@code name-host-port-<8 hex>}.
 *
 * @param host without the brackets of an IPv6 address
 */
public record BootAddress(String host, int port, String id) {

    private static final Pattern HOST_AND_PORT =
            Pattern.compile("(?<host>\\[[^]%\\s]+]|[^:/%\\s]+):(?<port>[0-9]{1,5})");
    private static final Pattern HOST = Pattern.compile("[^/%\\s\\[\\]]+");
    // Where one listens, not where one is reached; Consul refuses them too.
    private static final Pattern EVERYWHERE = Pattern.compile("0\\.0\\.0\\.0|[0:]*::[0:]*");
    private static final Pattern ID = Pattern.compile("[^/\\s\\p{Cntrl}?#]+");

    /**
     * Reads the address of a process that nobody but its own machine calls, unless the environment says otherwise.
     *
     * @throws IllegalArgumentException with all problems at once
     */
    public static BootAddress from(
            Map<String, String> environment, String service, int listeningPort, RandomGenerator random) {
        return from(environment, service, listeningPort, random, () -> OwnHost.LOOPBACK);
    }

    /**
     * Reads the address out of an environment, in which an empty value is none.
     *
     * @param listeningPort where this process really listens
     * @param random for an id that no earlier life of this process had: the registry remembers a critical check by id
     * @param ownHost asked only where the environment names no host
     * @throws IllegalArgumentException with all problems at once
     */
    public static BootAddress from(
            Map<String, String> environment,
            String service,
            int listeningPort,
            RandomGenerator random,
            Supplier<String> ownHost) {
        Reader reader = new Reader(environment, ownHost);
        BootAddress address = reader.address(listeningPort);
        String id = reader.id(service, address, random);
        if (!reader.problems.isEmpty()) {
            throw new IllegalArgumentException(
                    "Cannot tell where " + service + " is reached: " + String.join("; ", reader.problems) + ".");
        }
        return new BootAddress(address.host, address.port, id);
    }

    /** Reads one environment and collects what is wrong with it. */
    private record Reader(Map<String, String> environment, Supplier<String> ownHost, List<String> problems) {

        Reader(Map<String, String> environment, Supplier<String> ownHost) {
            this(environment, ownHost, new ArrayList<>());
        }

        BootAddress address(int listeningPort) {
            String advertised = value("SLIPWAY_ADVERTISE");
            if (!advertised.isEmpty()) {
                return advertised(advertised);
            }
            String host = value("HOST");
            String mapped = "PORT_" + listeningPort;
            String name = value(mapped).isEmpty() ? "PORT0" : mapped;
            // Shells set HOST too; only a scheduler sets both.
            if (host.isEmpty() || value(name).isEmpty()) {
                return new BootAddress(ownHost.get(), checkedPort("the port listened on", "" + listeningPort), "");
            }
            return new BootAddress(checkedHost("HOST", host), checkedPort(name, value(name)), "");
        }

        String id(String service, BootAddress address, RandomGenerator random) {
            String task = value("MESOS_TASK_ID");
            if (task.isEmpty()) {
                String host = address.host.replaceAll("[^A-Za-z0-9.-]", "-");
                return service + "-" + host + "-" + address.port + "-"
                        + HexFormat.of().toHexDigits(random.nextInt());
            }
            if (!ID.matcher(task).matches()) {
                problems.add("MESOS_TASK_ID is \"" + Excerpt.of(task) + "\", expected an id without slash or space");
            }
            return task;
        }

        private BootAddress advertised(String text) {
            Matcher matcher = HOST_AND_PORT.matcher(text);
            if (!matcher.matches()) {
                problems.add("SLIPWAY_ADVERTISE is \"" + Excerpt.of(text) + "\", expected host:port");
                return new BootAddress("", 0, "");
            }
            String host = matcher.group("host").replaceAll("[\\[\\]]", "");
            return new BootAddress(
                    checkedHost("the host in SLIPWAY_ADVERTISE", host),
                    checkedPort("the port in SLIPWAY_ADVERTISE", matcher.group("port")),
                    "");
        }

        private String checkedHost(String what, String text) {
            if (EVERYWHERE.matcher(text).matches() || !HOST.matcher(text).matches()) {
                problems.add(what + " is \"" + Excerpt.of(text) + "\", expected a name or an address");
            }
            return text;
        }

        private int checkedPort(String what, String text) {
            int port = text.matches("[0-9]{1,5}") ? Integer.parseInt(text) : 0;
            if (port < 1 || port > 65_535) {
                problems.add(what + " is \"" + Excerpt.of(text) + "\", expected a number from 1 to 65535");
            }
            return port;
        }

        private String value(String name) {
            return environment.getOrDefault(name, "").strip();
        }
    }
}
