package io.slipway.bamboo.haproxy;

import java.util.regex.Pattern;

/**
 * Names the task that a slot serves.
 *
 * @param address an IP address, never a name
 */
public record Tenant(String task, String address, int port) {

    private static final Pattern ADDRESS = Pattern.compile("[0-9A-Fa-f.:]{2,45}");

    public Tenant {
        if (!ADDRESS.matcher(address).matches() || port < 1 || port > 65_535) {
            // HAProxy itself takes port 99999 and makes 34463 of it.
            throw new IllegalArgumentException(
                    "Task " + task + " has no usable address: " + address + ":" + port + ".");
        }
    }
}
