package io.slipway.bamboo.haproxy;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Says all that HAProxy is to be: the file is rendered from it, and the running state is compared with it.
 *
 * @param known false until Marathon answered once: every request is told to come back soon
 * @param certificates by name; empty where HTTPS is not spoken
 */
public record Layout(boolean known, List<Pool> pools, List<Certificate> certificates) {

    public static final Layout UNKNOWN = new Layout(false, List.of());

    public Layout {
        pools = List.copyOf(pools);
        certificates = List.copyOf(certificates);
    }

    /** Speaks HTTP alone. */
    public Layout(boolean known, List<Pool> pools) {
        this(known, pools, List.of());
    }

    /** Returns the pools by name. */
    public Map<String, Pool> byName() {
        return pools.stream().collect(Collectors.toMap(Pool::name, pool -> pool));
    }

    /** Returns this layout with the certificates given. */
    public Layout with(List<Certificate> others) {
        return new Layout(known, pools, others);
    }

    /** Tells whether HAProxy can be brought from one to the other without a reload; a renewed certificate can be told. */
    public boolean sameShape(Layout other) {
        return known == other.known
                && names().equals(other.names())
                && pools.size() == other.pools.size()
                && IntStream.range(0, pools.size()).allMatch(i -> pools.get(i).sameShape(other.pools.get(i)));
    }

    /** Returns the certificates that differ from those of another layout of this shape. */
    public List<Certificate> renewed(Layout before) {
        return certificates.stream()
                .filter(certificate -> !before.certificates.contains(certificate))
                .toList();
    }

    private List<String> names() {
        return certificates.stream().map(Certificate::name).toList();
    }

    /** Returns a hash of what is routed where: alike on edges that route alike, whatever their slots. */
    public String modelHash() {
        StringBuilder model = new StringBuilder().append(known);
        pools.stream().sorted(Comparator.comparing(Pool::name)).forEach(pool -> {
            model.append('\n')
                    .append(pool.name())
                    .append(pool.routes())
                    .append(pool.policy())
                    .append(pool.snippet());
            pool.slots().stream()
                    .filter(slot -> slot.use() == Slot.Use.READY)
                    .map(slot -> slot.target().address() + ":" + slot.target().port() + "*" + slot.weight())
                    .sorted()
                    .forEach(server -> model.append(' ').append(server));
        });
        certificates.forEach(certificate -> model.append('\n').append(certificate));
        return Digest.of(model.toString());
    }

    /** Returns how many servers HAProxy has room for. */
    public int slots() {
        return pools.stream().mapToInt(pool -> pool.slots().size()).sum();
    }
}
