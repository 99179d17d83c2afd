package io.slipway.local.consul.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pcollections.TreePMap;

/**
 * Holds nodes, services and checks, and when each last changed.
 *
 * @param byName the services again, under their names
 * @param checksByService the checks again, under their service; node-level ones under an empty service id
 * @param nameIndexes when the instances of a service, their checks or their nodes last changed
 * @param extinction when a service last lost its last instance
 */
public record Catalog(
        TreePMap<String, Node> nodes,
        TreePMap<Ref, Service> services,
        TreePMap<String, TreePMap<Ref, Service>> byName,
        TreePMap<Ref, Check> checks,
        TreePMap<Ref, TreePMap<String, Check>> checksByService,
        TreePMap<String, Long> nameIndexes,
        long nodesIndex,
        long servicesIndex,
        long checksIndex,
        long extinction) {

    static Catalog empty(long index) {
        return new Catalog(
                TreePMap.empty(),
                TreePMap.empty(),
                TreePMap.empty(),
                TreePMap.empty(),
                TreePMap.empty(),
                TreePMap.empty(),
                index,
                index,
                index,
                0);
    }

    public @Nullable Node node(String name) {
        return nodes.get(name);
    }

    public Collection<Service> named(String name) {
        TreePMap<Ref, Service> found = byName.get(name);
        return found == null ? List.of() : found.values();
    }

    public @Nullable Service service(String node, String id) {
        return services.get(new Ref(node, id));
    }

    public @Nullable Check check(String node, String id) {
        return checks.get(new Ref(node, id));
    }

    public List<Service> servicesOf(String node) {
        return valuesOf(services, node);
    }

    public List<Check> checksOf(String node) {
        return valuesOf(checks, node);
    }

    /** Returns everything that decides whether an instance is well: the checks of its node, then its own. */
    public List<Check> checksOf(Service service) {
        List<Check> all = new ArrayList<>(ownChecks(new Ref(service.node(), "")));
        all.addAll(ownChecks(service.ref()));
        return all;
    }

    Collection<Check> ownChecks(Ref service) {
        TreePMap<String, Check> found = checksByService.get(service);
        return found == null ? List.of() : found.values();
    }

    /**
     * Tells when what is known of a service last changed. A service without instances shares the index of the last
     * service that went, and before any went, of the tables.
     */
    public long indexOf(String service) {
        Long own = nameIndexes.get(service);
        if (own != null) {
            return own;
        }
        return extinction > 0 ? extinction : Math.max(Math.max(nodesIndex, servicesIndex), checksIndex);
    }

    /** Names what moves {@link #indexOf}. */
    public Set<Topic> topicsOf(String service) {
        Topic named = new Topic.ServiceNamed(service);
        return nameIndexes.containsKey(service)
                ? Set.of(named)
                : Set.of(named, Topic.Table.SERVICES, Topic.Table.NODES, Topic.Table.CHECKS);
    }

    private static <V> List<V> valuesOf(TreePMap<Ref, V> map, String node) {
        List<V> found = new ArrayList<>();
        for (Map.Entry<Ref, V> entry : map.tailMap(new Ref(node, ""), true).entrySet()) {
            if (!entry.getKey().node().equals(node)) {
                break;
            }
            found.add(entry.getValue());
        }
        return found;
    }
}
