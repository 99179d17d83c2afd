package io.slipway.bamboo.haproxy;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Holds what {@code show servers state} said.
 *
 * @param servers by {@code backend/server}
 */
public record ServersState(Map<String, Running> servers) {

    public static final ServersState NONE = new ServersState(Map.of());

    private static final int FORCED_MAINTENANCE = 0x01 | 0x02 | 0x20 | 0x40;
    private static final int DRAIN = 0x08 | 0x10;

    /** Tells what a server does. */
    public enum Mode {
        UP,
        DOWN,
        DRAIN,
        MAINT
    }

    /** Describes a server as HAProxy runs it. */
    public record Running(String address, int port, Mode mode, int weight) {

        boolean pointsTo(Tenant tenant) {
            return address.equals(tenant.address()) && port == tenant.port();
        }
    }

    public ServersState {
        servers = Map.copyOf(servers);
    }

    public Optional<Running> server(String pool, String slot) {
        return Optional.ofNullable(servers.get(pool + "/" + slot));
    }

    /** Reads version 1 of the format, by the names in its second line. */
    static ServersState parse(String reply) {
        List<String> lines = reply.lines().toList();
        if (lines.size() < 2 || !lines.get(0).equals("1") || !lines.get(1).startsWith("# ")) {
            throw new IllegalArgumentException("HAProxy's servers state begins unlike version 1: "
                    + reply.lines().findFirst().orElse("(empty)"));
        }
        List<String> columns = Arrays.asList(lines.get(1).substring(2).split(" ", -1));
        Map<String, Running> servers = new LinkedHashMap<>();
        for (String line : lines.subList(2, lines.size())) {
            List<String> fields = Arrays.asList(line.split(" ", -1));
            servers.put(
                    fields.get(columns.indexOf("be_name")) + "/" + fields.get(columns.indexOf("srv_name")),
                    running(fields, columns));
        }
        return new ServersState(servers);
    }

    private static Running running(List<String> fields, List<String> columns) {
        return new Running(
                fields.get(columns.indexOf("srv_addr")),
                Integer.parseInt(fields.get(columns.indexOf("srv_port"))),
                mode(
                        Integer.parseInt(fields.get(columns.indexOf("srv_op_state"))),
                        Integer.parseInt(fields.get(columns.indexOf("srv_admin_state")))),
                Integer.parseInt(fields.get(columns.indexOf("srv_uweight"))));
    }

    private static Mode mode(int operational, int admin) {
        if ((admin & FORCED_MAINTENANCE) != 0) {
            return Mode.MAINT;
        }
        if ((admin & DRAIN) != 0) {
            return Mode.DRAIN;
        }
        return operational == 0 ? Mode.DOWN : Mode.UP;
    }
}
