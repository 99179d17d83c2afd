package io.slipway.registry.registration;

import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Tells under which address and id this process is reached from outside.
 *
 * <p>{@code SLIPWAY_ADVERTISE=host:port} wins, then {@code HOST} with {@code PORT0} as Marathon gives them, then
 * 127.0.0.1 with the port listened on. The id is {@code MESOS_TASK_ID}, else {@code name-host-port-<8 hex>}.
 */
public record BootAddress(String host, int port, String id) {

    /**
     * Reads the address out of an environment.
     *
     * @throws IllegalArgumentException with all problems at once
     */
    public static BootAddress from(
            Map<String, String> environment, String service, int listeningPort, RandomGenerator random) {
        throw new UnsupportedOperationException("Not built yet: " + environment + service + listeningPort + random);
    }
}
