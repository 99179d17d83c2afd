package io.slipway.local.consul.store;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pcollections.TreePMap;

/** Changes nodes, services and checks, as part of a {@link Draft}; what is already so moves no index. */
public final class CatalogChanges {

    private final Draft draft;

    private TreePMap<String, Node> nodes;
    private TreePMap<Ref, Service> services;
    private TreePMap<String, TreePMap<Ref, Service>> byName;
    private TreePMap<Ref, Check> checks;
    private TreePMap<Ref, TreePMap<String, Check>> checksByService;
    private TreePMap<String, Long> nameIndexes;
    private long nodesIndex;
    private long servicesIndex;
    private long checksIndex;
    private long extinction;

    CatalogChanges(Draft draft, Catalog base) {
        this.draft = draft;
        nodes = base.nodes();
        services = base.services();
        byName = base.byName();
        checks = base.checks();
        checksByService = base.checksByService();
        nameIndexes = base.nameIndexes();
        nodesIndex = base.nodesIndex();
        servicesIndex = base.servicesIndex();
        checksIndex = base.checksIndex();
        extinction = base.extinction();
    }

    public Catalog result() {
        return new Catalog(
                nodes,
                services,
                byName,
                checks,
                checksByService,
                nameIndexes,
                nodesIndex,
                servicesIndex,
                checksIndex,
                extinction);
    }

    public void register(Node node) {
        Node old = nodes.get(node.node());
        long created = old == null ? draft.index() : old.createIndex();
        if (old != null && old.equals(node.at(created, old.modifyIndex()))) {
            return;
        }
        Node kept = node.at(created, draft.index());
        nodes = nodes.plus(node.node(), kept);
        keep(Disk.Table.NODES, new Ref(node.node(), ""), kept);
        touchNodes();
        touchNamesOn(node.node());
    }

    public void register(Service service) {
        Ref ref = service.ref();
        Service old = services.get(ref);
        long created = old == null ? draft.index() : old.createIndex();
        if (old != null && old.equals(service.at(created, old.modifyIndex()))) {
            return;
        }
        if (old != null && !old.name().equals(service.name())) {
            forget(old);
        }
        Service kept = service.at(created, draft.index());
        services = services.plus(ref, kept);
        keep(Disk.Table.SERVICES, ref, kept);
        byName = byName.plus(
                kept.name(), byName.getOrDefault(kept.name(), TreePMap.empty()).plus(ref, kept));
        touchServices();
        touchName(kept.name());
    }

    public void register(Check check) {
        Check known = named(check);
        Check old = checks.get(known.ref());
        long created = old == null ? draft.index() : old.createIndex();
        if (old != null && old.equals(known.at(created, old.modifyIndex()))) {
            return;
        }
        if (old != null && !old.serviceRef().equals(known.serviceRef())) {
            ungroup(old);
        }
        Check kept = known.at(created, draft.index());
        checks = checks.plus(kept.ref(), kept);
        keep(Disk.Table.CHECKS, kept.ref(), kept);
        checksByService = checksByService.plus(
                kept.serviceRef(),
                checksByService
                        .getOrDefault(kept.serviceRef(), TreePMap.empty())
                        .plus(kept.checkId(), kept));
        touchCheck(kept);
        if (kept.is(Check.CRITICAL)) {
            draft.sessions().endThoseWatching(kept.node(), kept.checkId());
        }
    }

    public void removeNode(String name) {
        if (nodes.get(name) == null) {
            return;
        }
        result().servicesOf(name).forEach(service -> removeService(name, service.id()));
        result().checksOf(name).forEach(check -> removeCheck(name, check.checkId()));
        nodes = nodes.minus(name);
        keep(Disk.Table.NODES, new Ref(name, ""), null);
        touchNodes();
        draft.sessions().endThoseOn(name);
    }

    /** Takes away every node but the agent's own. */
    void forgetOthers() {
        String own = draft.agent().result().node();
        nodes.keySet().stream().filter(name -> !name.equals(own)).forEach(this::removeNode);
    }

    public void removeService(String node, String id) {
        Service old = services.get(new Ref(node, id));
        if (old == null) {
            return;
        }
        result().ownChecks(old.ref()).forEach(check -> removeCheck(node, check.checkId()));
        services = services.minus(old.ref());
        keep(Disk.Table.SERVICES, old.ref(), null);
        forget(old);
        touchServices();
    }

    public void removeCheck(String node, String id) {
        Check old = checks.get(new Ref(node, id));
        if (old == null) {
            return;
        }
        checks = checks.minus(old.ref());
        keep(Disk.Table.CHECKS, old.ref(), null);
        ungroup(old);
        touchCheck(old);
        draft.sessions().endThoseWatching(node, id);
    }

    /** Gives a check of a service the service's name and tags, as they are when it is written. */
    private Check named(Check check) {
        if (check.isOfNode()) {
            return check;
        }
        Service service = services.get(check.serviceRef());
        if (service == null) {
            throw new Refused("Missing service registration");
        }
        Check old = checks.get(check.ref());
        // Unchanged but for the tags of its service: Consul's agent leaves such a check as it is.
        boolean same = old != null && old.equals(check.at(old.createIndex(), old.modifyIndex()));
        return same ? check : check.of(service);
    }

    /** Keeps what others registered; what is on the agent's own node follows from what the agent keeps. */
    private void keep(Disk.Table table, Ref ref, @Nullable Record record) {
        if (!ref.node().equals(draft.agent().result().node())) {
            draft.keep(table, ref.key(), record);
        }
    }

    private void forget(Service service) {
        @Nullable TreePMap<Ref, Service> rest = byName.get(service.name());
        rest = rest == null ? TreePMap.empty() : rest.minus(service.ref());
        if (rest.isEmpty()) {
            byName = byName.minus(service.name());
            nameIndexes = nameIndexes.minus(service.name());
            extinction = draft.index();
            draft.touch(new Topic.ServiceNamed(service.name()));
        } else {
            byName = byName.plus(service.name(), rest);
            touchName(service.name());
        }
    }

    private void ungroup(Check check) {
        TreePMap<String, Check> rest = checksByService
                .getOrDefault(check.serviceRef(), TreePMap.empty())
                .minus(check.checkId());
        checksByService = rest.isEmpty()
                ? checksByService.minus(check.serviceRef())
                : checksByService.plus(check.serviceRef(), rest);
    }

    private void touchCheck(Check check) {
        checksIndex = draft.index();
        draft.touch(Topic.Table.CHECKS);
        Service service = check.isOfNode() ? null : services.get(check.serviceRef());
        if (service != null) {
            touchName(service.name());
        } else if (check.isOfNode()) {
            touchNamesOn(check.node());
        }
    }

    private void touchNodes() {
        nodesIndex = draft.index();
        draft.touch(Topic.Table.NODES);
    }

    private void touchServices() {
        servicesIndex = draft.index();
        draft.touch(Topic.Table.SERVICES);
    }

    private void touchNamesOn(String node) {
        Set<String> names = new HashSet<>();
        result().servicesOf(node).forEach(service -> names.add(service.name()));
        names.forEach(this::touchName);
    }

    private void touchName(String name) {
        nameIndexes = nameIndexes.plus(name, draft.index());
        draft.touch(new Topic.ServiceNamed(name));
    }
}
