package io.slipway.bamboo.topology;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Tells which apps an edge is for, and which ports it cannot open for them.
 *
 * @param groups values of {@code HAPROXY_GROUP} that are for this edge; {@code *} for every app
 * @param closed why not, as the end of a sentence, by port
 */
public record Doors(Set<String> groups, Map<Integer, String> closed) {

    public static final Doors OPEN = new Doors(Set.of("*"), Map.of());

    public Doors {
        groups = Set.copyOf(groups);
        closed = Map.copyOf(closed);
    }

    /** Returns these doors with more ports that cannot be opened. */
    public Doors without(Map<Integer, String> more) {
        Map<Integer, String> all = new HashMap<>(closed);
        all.putAll(more);
        return new Doors(groups, all);
    }

    boolean isFor(String group) {
        return groups.contains("*") || groups.contains(group);
    }
}
