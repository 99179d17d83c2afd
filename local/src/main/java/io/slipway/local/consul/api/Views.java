package io.slipway.local.consul.api;

import io.slipway.local.consul.http.JsonObject;
import io.slipway.local.consul.store.Catalog;
import io.slipway.local.consul.store.Check;
import io.slipway.local.consul.store.KvEntry;
import io.slipway.local.consul.store.LocalCheck;
import io.slipway.local.consul.store.Node;
import io.slipway.local.consul.store.Service;
import io.slipway.local.consul.store.Session;
import io.slipway.local.consul.store.UserEvent;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Shows what the store holds as Consul shows it, field by field; nodes and checks are shown as they are held. */
final class Views {

    /** Consul's answers carry these, empty, where Connect is not used. */
    private static final JsonObject NO_PROXY =
            new JsonObject().with("MeshGateway", Map.of()).with("Expose", Map.of());

    private static final JsonObject NO_DEFINITION = new JsonObject()
            .with("Interval", "0s")
            .with("Timeout", "0s")
            .with("DeregisterCriticalServiceAfter", "0s")
            .with("HTTP", "")
            .with("Header", null)
            .with("Method", "")
            .with("Body", "")
            .with("TLSSkipVerify", false)
            .with("TCP", "");

    private Views() {}

    static JsonObject of(KvEntry entry) {
        return kv(entry, entry.value().isEmpty() ? null : entry.value().toBase64());
    }

    static JsonObject withoutValue(KvEntry entry) {
        return kv(entry, null);
    }

    private static JsonObject kv(KvEntry entry, @Nullable String value) {
        return new JsonObject()
                .with("LockIndex", entry.lockIndex())
                .with("Key", entry.key())
                .with("Flags", unsigned(entry.flags()))
                .with("Value", value)
                .withAny("Session", entry.session())
                .with("CreateIndex", entry.createIndex())
                .with("ModifyIndex", entry.modifyIndex());
    }

    private static Number unsigned(long flags) {
        return flags >= 0 ? flags : new BigInteger(Long.toUnsignedString(flags));
    }

    /** Shows an instance as the agent knows it. */
    static JsonObject agent(Service service) {
        return new JsonObject()
                .with("ID", service.id())
                .with("Service", service.name())
                .with("Tags", service.tags())
                .with("Meta", service.meta())
                .with("Port", service.port())
                .with("Address", service.address())
                .withAny("TaggedAddresses", service.taggedAddresses())
                .with("Weights", service.weights())
                .with("EnableTagOverride", service.enableTagOverride());
    }

    /** Shows an instance as health and node answers do. */
    static JsonObject of(Service service) {
        return agent(service)
                .with("Meta", service.meta().isEmpty() ? null : service.meta())
                .with("Proxy", NO_PROXY)
                .with("Connect", Map.of())
                .with("CreateIndex", service.createIndex())
                .with("ModifyIndex", service.modifyIndex());
    }

    /** Shows an instance and its node in one flat object. */
    static JsonObject catalog(Catalog catalog, Service service) {
        Node node = nodeOf(catalog, service);
        return new JsonObject()
                .with("ID", node.id())
                .with("Node", node.node())
                .with("Address", node.address())
                .with("Datacenter", node.datacenter())
                .with("TaggedAddresses", node.taggedAddresses())
                .with("NodeMeta", node.meta())
                .with("ServiceKind", "")
                .with("ServiceID", service.id())
                .with("ServiceName", service.name())
                .with("ServiceTags", service.tags())
                .with("ServiceAddress", service.address())
                .with("ServiceWeights", service.weights())
                .with("ServiceMeta", service.meta())
                .with("ServicePort", service.port())
                .with("ServiceEnableTagOverride", service.enableTagOverride())
                .with("ServiceProxy", NO_PROXY)
                .with("ServiceConnect", Map.of())
                .with("CreateIndex", service.createIndex())
                .with("ModifyIndex", service.modifyIndex())
                .withAny("ServiceTaggedAddresses", service.taggedAddresses());
    }

    /** Shows an instance, its node, and the checks that decide about it. */
    static JsonObject health(Catalog catalog, Service service, List<Check> checks) {
        return new JsonObject()
                .with("Node", nodeOf(catalog, service))
                .with("Service", of(service))
                .with("Checks", checks);
    }

    /** Shows a check as {@code agent/health} does: less than everywhere else, and with the definition spelled out. */
    static JsonObject agentHealth(LocalCheck local) {
        Check check = local.check();
        return new JsonObject()
                .with("Node", check.node())
                .with("CheckID", check.checkId())
                .with("Name", check.name())
                .with("Status", check.status())
                .with("Notes", check.notes())
                .with("Output", check.output())
                .with("ServiceID", check.serviceId())
                .with("ServiceName", check.serviceName())
                .with("ServiceTags", check.serviceTags().isEmpty() ? null : check.serviceTags())
                .with("Type", "")
                .with("Definition", NO_DEFINITION)
                .with("CreateIndex", 0)
                .with("ModifyIndex", 0);
    }

    static JsonObject of(Session session) {
        List<JsonObject> ofServices = session.serviceChecks().stream()
                .map(id -> new JsonObject().with("ID", id).with("Namespace", ""))
                .toList();
        return new JsonObject()
                .with("ID", session.id())
                .with("Name", session.name())
                .with("Node", session.node())
                .with("LockDelay", session.lockDelay().toNanos())
                .with("Behavior", session.behavior())
                .with("TTL", session.ttl())
                .with("NodeChecks", session.nodeChecks())
                .with("ServiceChecks", ofServices.isEmpty() ? null : ofServices)
                .with("CreateIndex", session.createIndex())
                .with("ModifyIndex", session.modifyIndex())
                .withAny("Checks", session.checks());
    }

    static JsonObject of(UserEvent event) {
        return new JsonObject()
                .with("ID", event.id())
                .with("Name", event.name())
                .with(
                        "Payload",
                        event.payload().isEmpty() ? null : event.payload().toBase64())
                .with("NodeFilter", event.nodeFilter())
                .with("ServiceFilter", event.serviceFilter())
                .with("TagFilter", event.tagFilter())
                .with("Version", 1)
                .with("LTime", event.lTime());
    }

    private static Node nodeOf(Catalog catalog, Service service) {
        return Objects.requireNonNull(catalog.node(service.node()), "a service without its node");
    }
}
