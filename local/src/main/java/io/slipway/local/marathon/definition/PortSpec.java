package io.slipway.local.marathon.definition;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Describes one host port an app asks for.
 *
 * @param hostPort the one it must be; 0 takes any
 * @param containerPort the port inside a container of its own network that it leads to, 0 for the same as outside; empty
 *     on the host's network
 */
public record PortSpec(
        int servicePort,
        int hostPort,
        OptionalInt containerPort,
        String protocol,
        @Nullable String name) {

    static PortSpec definition(JsonNode port, boolean required) {
        int number = port.path("port").asInt();
        return new PortSpec(number, required ? number : 0, OptionalInt.empty(), protocol(port), name(port));
    }

    static PortSpec mapping(JsonNode port) {
        return new PortSpec(
                port.path("servicePort").asInt(),
                port.path("hostPort").asInt(),
                OptionalInt.of(port.path("containerPort").asInt()),
                protocol(port),
                name(port));
    }

    /** Returns the port to listen on in the task's own network. */
    public int inside(int given) {
        int port = containerPort.orElse(given);
        return port == 0 ? given : port;
    }

    /** Returns the number in the name of its variable {@code PORT_<n>}. */
    public int requested(int given) {
        return containerPort.isPresent() ? inside(given) : servicePort;
    }

    private static String protocol(JsonNode port) {
        return port.path("protocol").asText("tcp");
    }

    private static @Nullable String name(JsonNode port) {
        return port.path("name").asText(null);
    }
}
