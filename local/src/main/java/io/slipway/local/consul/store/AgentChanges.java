package io.slipway.local.consul.store;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Changes what is registered with this agent, and makes the catalog follow, as part of a {@link Draft}. */
public final class AgentChanges {

    /** Longer than this, the catalog does not show an older output than the agent. */
    private static final Duration LONGEST_HOLD = Duration.ofMinutes(5);

    private static final String SERVICE_MAINTENANCE = "_service_maintenance:";
    private static final String NODE_MAINTENANCE = "_node_maintenance";

    private final Draft draft;
    private Agent agent;

    AgentChanges(Draft draft, Agent agent) {
        this.draft = draft;
        this.agent = agent;
    }

    public Agent result() {
        return agent;
    }

    /**
     * Registers a service. Checks that were there keep what they found, and those not named again stay.
     *
     * @param replace to take the unnamed ones away
     * @return the ids of the checks that are to be started, or stopped
     */
    public Set<String> register(Service service, List<LocalCheck> checks, boolean replace) {
        agent = agent.withServices(agent.services().plus(service.id(), service));
        draft.keep(Disk.Table.AGENT_SERVICES, service.id(), service);
        draft.touch(new Topic.AgentService(service.id()));
        draft.catalog().register(service);
        Set<String> named = new HashSet<>();
        checks.forEach(check -> named.add(check.id()));
        Set<String> changed = new HashSet<>(named);
        for (LocalCheck check : agent.checksOf(service.id())) {
            if (replace && !named.contains(check.id())) {
                removeCheck(check.id());
                changed.add(check.id());
            }
        }
        checks.forEach(this::keep);
        agent.checksOf(service.id()).forEach(this::show);
        return changed;
    }

    /**
     * Takes a service and its checks away; an unknown id is no error.
     *
     * @return the ids of the checks that went
     */
    public Set<String> deregister(String id) {
        if (agent.service(id) == null) {
            return Set.of();
        }
        Set<String> gone = new HashSet<>();
        for (LocalCheck check : agent.checksOf(id)) {
            removeCheck(check.id());
            gone.add(check.id());
        }
        agent = agent.withServices(agent.services().minus(id));
        draft.keep(Disk.Table.AGENT_SERVICES, id, null);
        draft.touch(new Topic.AgentService(id));
        draft.catalog().removeService(agent.node(), id);
        return gone;
    }

    public void register(LocalCheck check) {
        keep(check);
        LocalCheck kept = agent.check(check.id());
        if (kept != null) {
            show(kept);
        }
    }

    public void removeCheck(String id) {
        if (agent.check(id) != null) {
            agent = agent.withoutCheck(id);
            draft.keep(Disk.Table.AGENT_CHECKS, id, null);
            draft.catalog().removeCheck(agent.node(), id);
        }
    }

    /** Writes down what a check found. A new output alone reaches the catalog only later, as with Consul. */
    public void found(String id, String status, String output) {
        LocalCheck old = agent.check(id);
        if (old == null) {
            return;
        }
        boolean critical = status.equals(Check.CRITICAL);
        Instant since = !critical ? null : old.criticalSince() == null ? draft.now() : old.criticalSince();
        Check check = old.check().found(status, output);
        boolean flipped = !old.check().is(status);
        boolean held = old.heldSince() != null || !old.check().equals(check);
        LocalCheck next =
                old.with(check, since, !held ? null : old.heldSince() == null ? draft.now() : old.heldSince());
        agent = agent.with(next);
        if (flipped) {
            show(next);
        }
    }

    /** Writes down what a service said of itself, and when: a restart does not forget that. */
    public void heard(String id, String status, String output) {
        found(id, status, output);
        LocalCheck check = agent.check(id);
        if (check != null) {
            agent = agent.with(check.heardAt(draft.now()));
            draft.keep(Disk.Table.AGENT_CHECKS, id, agent.check(id));
        }
    }

    /** Brings back what was registered before a restart; what a check had found is not known to be so any more. */
    void restore(Stream<Service> services, Stream<LocalCheck> checks) {
        services.forEach(service -> register(service, List.of(), false));
        checks.forEach(check -> register(check.restored(draft.now())));
    }

    /** Puts a service, or with null the node, into maintenance; a second time changes nothing. */
    public void startMaintenance(@Nullable String serviceId, String reason) {
        String id = maintenanceId(serviceId);
        if (agent.check(id) != null) {
            return;
        }
        Service service = serviceId == null ? null : agent.service(serviceId);
        Check check = new Check(
                agent.node(),
                id,
                (serviceId == null ? "Node" : "Service") + " Maintenance Mode",
                Check.CRITICAL,
                reason,
                "",
                serviceId == null ? "" : serviceId,
                service == null ? "" : service.name(),
                service == null ? List.of() : service.tags(),
                "maintenance",
                Map.of(),
                0,
                0);
        register(new LocalCheck(check, new Probe.Maintenance(), 0, 0, Duration.ZERO));
    }

    public void endMaintenance(@Nullable String serviceId) {
        removeCheck(maintenanceId(serviceId));
    }

    /** Makes the catalog's view of this node that of the agent again, and shows outputs held back long enough. */
    public void sync() {
        Catalog seen = draft.catalog().result();
        seen.servicesOf(agent.node()).stream()
                .filter(service ->
                        agent.service(service.id()) == null && !service.id().equals(Service.CONSUL))
                .forEach(service -> draft.catalog().removeService(agent.node(), service.id()));
        seen.checksOf(agent.node()).stream()
                .filter(check ->
                        agent.check(check.checkId()) == null && !check.checkId().equals(Check.SERF_HEALTH))
                .forEach(check -> draft.catalog().removeCheck(agent.node(), check.checkId()));
        agent.services().values().forEach(draft.catalog()::register);
        for (LocalCheck check : agent.checks().values()) {
            boolean missing = draft.catalog().result().check(agent.node(), check.id()) == null;
            Instant held = check.heldSince();
            if (missing || (held != null && !draft.now().isBefore(held.plus(LONGEST_HOLD)))) {
                show(check);
            }
        }
    }

    void forget() {
        agent.services().keySet().forEach(this::deregister);
        agent.checks().keySet().forEach(this::removeCheck);
        sync();
    }

    private void keep(LocalCheck check) {
        LocalCheck old = agent.check(check.id());
        Check content = old == null
                ? check.check()
                : check.check().found(old.check().status(), old.check().output());
        LocalCheck kept = check.with(content, null, null);
        agent = agent.with(old == null ? kept : kept.heardAt(old.heardAt()));
        draft.keep(Disk.Table.AGENT_CHECKS, check.id(), agent.check(check.id()));
    }

    private void show(LocalCheck check) {
        draft.catalog().register(check.check());
        agent = agent.with(check.with(check.check(), check.criticalSince(), null));
    }

    private static String maintenanceId(@Nullable String serviceId) {
        return serviceId == null ? NODE_MAINTENANCE : SERVICE_MAINTENANCE + serviceId;
    }
}
