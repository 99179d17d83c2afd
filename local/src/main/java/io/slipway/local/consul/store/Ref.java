package io.slipway.local.consul.store;

import java.util.Comparator;

/** Points at a service or a check of a node. */
public record Ref(String node, String id) implements Comparable<Ref> {

    private static final Comparator<Ref> ORDER = Comparator.comparing(Ref::node).thenComparing(Ref::id);

    /** Returns it as one text; no node's name holds what cannot be printed. */
    String key() {
        return node + '\0' + id;
    }

    @Override
    public int compareTo(Ref other) {
        return ORDER.compare(this, other);
    }
}
