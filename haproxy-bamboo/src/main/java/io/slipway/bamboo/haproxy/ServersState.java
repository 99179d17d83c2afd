package io.slipway.bamboo.haproxy;

import java.util.Arrays;
import java.util.HashMap;
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
        Columns at = Columns.of(columns);
        Map<String, Running> servers = new HashMap<>(2 * lines.size());
        for (String line : lines.subList(2, lines.size())) {
            String[] fields = line.split(" ", -1);
            servers.put(fields[at.backend] + "/" + fields[at.server], at.running(fields));
        }
        return new ServersState(servers);
    }

    /** Says where in a line things stand: looked up once, for there are thousands of lines. */
    private record Columns(int backend, int server, int address, int port, int operational, int admin, int weight) {

        static Columns of(List<String> names) {
            return new Columns(
                    names.indexOf("be_name"),
                    names.indexOf("srv_name"),
                    names.indexOf("srv_addr"),
                    names.indexOf("srv_port"),
                    names.indexOf("srv_op_state"),
                    names.indexOf("srv_admin_state"),
                    names.indexOf("srv_uweight"));
        }

        Running running(String[] fields) {
            return new Running(
                    fields[address],
                    Integer.parseInt(fields[port]),
                    mode(Integer.parseInt(fields[operational]), Integer.parseInt(fields[admin])),
                    Integer.parseInt(fields[weight]));
        }
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
