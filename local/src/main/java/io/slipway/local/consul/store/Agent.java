package io.slipway.local.consul.store;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pcollections.TreePMap;

/**
 * Holds what was registered with this agent; the catalog is made to follow it.
 *
 * @param node the agent's own node
 */
public record Agent(String node, TreePMap<String, Service> services, TreePMap<String, LocalCheck> checks) {

    static Agent of(String node) {
        return new Agent(node, TreePMap.empty(), TreePMap.empty());
    }

    public @Nullable Service service(String id) {
        return services.get(id);
    }

    public @Nullable LocalCheck check(String id) {
        return checks.get(id);
    }

    public List<LocalCheck> checksOf(String serviceId) {
        return checks.values().stream()
                .filter(check -> check.check().serviceId().equals(serviceId))
                .toList();
    }

    Agent withServices(TreePMap<String, Service> newServices) {
        return new Agent(node, newServices, checks);
    }

    Agent with(LocalCheck check) {
        return new Agent(node, services, checks.plus(check.id(), check));
    }

    Agent withoutCheck(String id) {
        return new Agent(node, services, checks.minus(id));
    }
}
