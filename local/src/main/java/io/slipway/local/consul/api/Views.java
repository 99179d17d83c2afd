package io.slipway.local.consul.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.slipway.local.consul.store.Catalog;
import io.slipway.local.consul.store.Check;
import io.slipway.local.consul.store.KvEntry;
import io.slipway.local.consul.store.LocalCheck;
import io.slipway.local.consul.store.Node;
import io.slipway.local.consul.store.Service;
import io.slipway.local.consul.store.Session;
import io.slipway.local.consul.store.UserEvent;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Shows what the store holds as Consul shows it; a record's components are the JSON's fields, in order. */
final class Views {

    /** Consul's answers carry these, empty, where Connect is not used. */
    private static final Map<String, Object> NO_PROXY = Map.of("MeshGateway", Map.of(), "Expose", Map.of());

    private static final Map<String, Object> NO_DEFINITION = noDefinition();

    private Views() {}

    record KvView(
            long lockIndex,
            String key,
            BigInteger flags,
            @Nullable String value,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String session,

            long createIndex,
            long modifyIndex) {}

    static KvView of(KvEntry entry) {
        return of(entry, entry.value().isEmpty() ? null : entry.value().toBase64());
    }

    static KvView withoutValue(KvEntry entry) {
        return of(entry, null);
    }

    private static KvView of(KvEntry entry, @Nullable String value) {
        return new KvView(
                entry.lockIndex(),
                entry.key(),
                new BigInteger(Long.toUnsignedString(entry.flags())),
                value,
                entry.session(),
                entry.createIndex(),
                entry.modifyIndex());
    }

    /** An instance as the agent knows it. */
    record AgentServiceView(
            String id,
            String service,
            List<String> tags,
            Map<String, String> meta,
            int port,
            String address,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, Service.Address> taggedAddresses,
            Service.Weights weights,
            boolean enableTagOverride,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String contentHash) {}

    static AgentServiceView agent(Service service, @Nullable String hash) {
        return new AgentServiceView(
                service.id(),
                service.name(),
                service.tags(),
                service.meta(),
                service.port(),
                service.address(),
                service.taggedAddresses(),
                service.weights(),
                service.enableTagOverride(),
                hash);
    }

    /** An instance as health and node answers show it. */
    record ServiceView(
            String id,
            String service,
            List<String> tags,
            String address,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, Service.Address> taggedAddresses,
            @Nullable Map<String, String> meta,
            int port,
            Service.Weights weights,
            boolean enableTagOverride,
            Map<String, Object> proxy,
            Map<String, Object> connect,
            long createIndex,
            long modifyIndex) {}

    static ServiceView of(Service service) {
        return new ServiceView(
                service.id(),
                service.name(),
                service.tags(),
                service.address(),
                service.taggedAddresses(),
                service.meta().isEmpty() ? null : service.meta(),
                service.port(),
                service.weights(),
                service.enableTagOverride(),
                NO_PROXY,
                Map.of(),
                service.createIndex(),
                service.modifyIndex());
    }

    /** An instance and its node in one flat object. */
    record CatalogServiceView(
            String id,
            String node,
            String address,
            String datacenter,
            @Nullable Map<String, String> taggedAddresses,
            @Nullable Map<String, String> nodeMeta,
            String serviceKind,
            String serviceId,
            String serviceName,
            List<String> serviceTags,
            String serviceAddress,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, Service.Address> serviceTaggedAddresses,
            Service.Weights serviceWeights,
            Map<String, String> serviceMeta,
            int servicePort,
            boolean serviceEnableTagOverride,
            Map<String, Object> serviceProxy,
            Map<String, Object> serviceConnect,
            long createIndex,
            long modifyIndex) {}

    static CatalogServiceView catalog(Catalog catalog, Service service) {
        Node node = nodeOf(catalog, service);
        return new CatalogServiceView(
                node.id(),
                node.node(),
                node.address(),
                node.datacenter(),
                node.taggedAddresses(),
                node.meta(),
                "",
                service.id(),
                service.name(),
                service.tags(),
                service.address(),
                service.taggedAddresses(),
                service.weights(),
                service.meta(),
                service.port(),
                service.enableTagOverride(),
                NO_PROXY,
                Map.of(),
                service.createIndex(),
                service.modifyIndex());
    }

    /** An instance, its node, and every check that decides about it. */
    record HealthView(Node node, ServiceView service, List<Check> checks) {}

    static HealthView health(Catalog catalog, Service service) {
        return new HealthView(nodeOf(catalog, service), of(service), catalog.checksOf(service));
    }

    /** The sum of an instance's checks, as the agent knows them. */
    record AgentHealthView(
            String aggregatedStatus,
            @Nullable AgentServiceView service,
            @Nullable List<AgentCheckView> checks) {}

    /** A check as {@code agent/health} shows it: less than everywhere else, and with the definition spelled out. */
    record AgentCheckView(
            String node,
            String checkId,
            String name,
            String status,
            String notes,
            String output,
            String serviceId,
            String serviceName,
            @Nullable List<String> serviceTags,
            String type,
            Map<String, Object> definition,
            long createIndex,
            long modifyIndex) {}

    static AgentCheckView agentHealth(LocalCheck local) {
        Check check = local.check();
        return new AgentCheckView(
                check.node(),
                check.checkId(),
                check.name(),
                check.status(),
                check.notes(),
                check.output(),
                check.serviceId(),
                check.serviceName(),
                check.serviceTags().isEmpty() ? null : check.serviceTags(),
                "",
                NO_DEFINITION,
                0,
                0);
    }

    record SessionView(
            String id,
            String name,
            String node,
            long lockDelay,
            String behavior,
            @JsonProperty("TTL") String ttl,
            List<String> nodeChecks,
            @Nullable List<Map<String, String>> serviceChecks,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> checks,
            long createIndex,
            long modifyIndex) {}

    static SessionView of(Session session) {
        return new SessionView(
                session.id(),
                session.name(),
                session.node(),
                session.lockDelay().toNanos(),
                session.behavior(),
                session.ttl(),
                session.nodeChecks(),
                session.serviceChecks().isEmpty()
                        ? null
                        : session.serviceChecks().stream()
                                .map(id -> Map.of("ID", id, "Namespace", ""))
                                .toList(),
                session.checks(),
                session.createIndex(),
                session.modifyIndex());
    }

    record EventView(
            String id,
            String name,
            @Nullable String payload,
            String nodeFilter,
            String serviceFilter,
            String tagFilter,
            int version,
            @JsonProperty("LTime") long lTime) {}

    static EventView of(UserEvent event) {
        return new EventView(
                event.id(),
                event.name(),
                event.payload().isEmpty() ? null : event.payload().toBase64(),
                event.nodeFilter(),
                event.serviceFilter(),
                event.tagFilter(),
                1,
                event.lTime());
    }

    private static Map<String, Object> noDefinition() {
        Map<String, Object> empty = new HashMap<>(Map.of("TLSSkipVerify", false));
        List.of("Interval", "Timeout", "DeregisterCriticalServiceAfter").forEach(name -> empty.put(name, "0s"));
        List.of("HTTP", "Method", "Body", "TCP").forEach(name -> empty.put(name, ""));
        empty.put("Header", null);
        return empty;
    }

    private static Node nodeOf(Catalog catalog, Service service) {
        return Objects.requireNonNull(catalog.node(service.node()), "a service without its node");
    }
}
