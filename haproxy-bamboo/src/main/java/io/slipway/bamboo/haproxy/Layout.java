package io.slipway.bamboo.haproxy;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Says all that HAProxy is to be: the file is rendered from it, and the running state is compared with it.
 *
 * @param known false until Marathon answered once: every request is told to come back soon
 */
public record Layout(boolean known, List<Pool> pools) {

    public static final Layout UNKNOWN = new Layout(false, List.of());

    public Layout {
        pools = List.copyOf(pools);
    }

    /** Returns the pools by name. */
    public Map<String, Pool> byName() {
        return pools.stream().collect(Collectors.toMap(Pool::name, pool -> pool));
    }

    /** Tells whether HAProxy can be brought from one to the other without a reload. */
    public boolean sameShape(Layout other) {
        return known == other.known
                && pools.size() == other.pools.size()
                && IntStream.range(0, pools.size()).allMatch(i -> pools.get(i).sameShape(other.pools.get(i)));
    }
}
