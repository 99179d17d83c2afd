package io.slipway.bamboo.haproxy;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Holds the counters that {@code show stat} gave, since the worker began.
 *
 * @param servers by {@code backend/server}
 */
public record StatTable(Map<String, Counters> servers) {

    public static final StatTable NONE = new StatTable(Map.of());

    /**
     * Counts one server's traffic.
     *
     * @param sessions running now
     * @param requests sent to it
     * @param errors answers of 500 and above, those that HAProxy gave in its place included
     * @param millis the mean time to its answer, over the last 1,024 requests
     */
    public record Counters(int sessions, long requests, long errors, long millis) {

        public static final Counters ZERO = new Counters(0, 0, 0, 0);
    }

    public StatTable {
        servers = Map.copyOf(servers);
    }

    public Counters of(String pool, String slot) {
        return servers.getOrDefault(pool + "/" + slot, Counters.ZERO);
    }

    static StatTable parse(String reply) {
        List<String> lines = reply.lines().toList();
        if (lines.isEmpty() || !lines.get(0).startsWith("# ")) {
            throw new IllegalArgumentException("HAProxy's statistics begin without names: "
                    + reply.lines().findFirst().orElse("(empty)"));
        }
        List<String> columns = Arrays.asList(lines.get(0).substring(2).split(",", -1));
        Map<String, Counters> servers = new LinkedHashMap<>();
        for (String line : lines.subList(1, lines.size())) {
            Row row = new Row(columns, Arrays.asList(line.split(",", -1)));
            servers.put(
                    row.text("pxname") + "/" + row.text("svname"),
                    new Counters(
                            (int) row.number("scur"), row.number("stot"), row.number("hrsp_5xx"), row.number("rtime")));
        }
        return new StatTable(servers);
    }

    private record Row(List<String> columns, List<String> fields) {

        String text(String column) {
            return fields.get(columns.indexOf(column));
        }

        long number(String column) {
            String text = text(column);
            return text.isEmpty() ? 0 : Long.parseLong(text);
        }
    }
}
