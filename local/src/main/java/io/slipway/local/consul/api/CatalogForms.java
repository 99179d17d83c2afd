package io.slipway.local.consul.api;

import io.slipway.local.consul.http.Fields;
import io.slipway.local.consul.http.Shape;
import io.slipway.local.consul.store.Check;
import io.slipway.local.consul.store.Draft;
import io.slipway.local.consul.store.Node;
import io.slipway.local.consul.store.Refused;
import io.slipway.local.consul.store.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads what is registered with, or taken from, the catalog directly. */
final class CatalogForms {

    private static final Shape DEFINITION = Shape.lenient("HealthCheckDefinition")
            .with(Shape.TEXT, "HTTP", "TCP", "Method", "Body")
            .with(Shape.DURATION_TEXT, "Interval", "Timeout", "DeregisterCriticalServiceAfter")
            .with(Shape.FLAG, "TLSSkipVerify")
            .with(Shape.TEXTS_MAP, "Header");

    private static final Shape CHECK = Shape.strict("HealthCheck")
            .with(
                    Shape.TEXT,
                    "Node",
                    "CheckID",
                    "Name",
                    "Status",
                    "Notes",
                    "Output",
                    "ServiceID",
                    "ServiceName",
                    "Type",
                    "Namespace")
            .with(Shape.TEXTS, "ServiceTags")
            .with(DEFINITION.asType(), "Definition")
            .with(Shape.UNSIGNED, "CreateIndex", "ModifyIndex");

    private static final Shape SERVICE = Shape.strict("NodeService")
            .with(Shape.TEXT, "Kind", "ID", "Service", "Address", "Namespace")
            .with(Shape.TEXTS, "Tags")
            .with(Shape.INTEGER, "Port")
            .with(Shape.TEXT_MAP, "Meta")
            .with(Shape.mapOf(ServiceForm.ADDRESS.asType()), "TaggedAddresses")
            .with(ServiceForm.WEIGHTS.asType(), "Weights")
            .with(Shape.FLAG, "EnableTagOverride")
            .with(Shape.ANYTHING, "Proxy", "Connect")
            .with(Shape.UNSIGNED, "CreateIndex", "ModifyIndex");

    static final Shape REGISTRATION = Shape.strict("RegisterRequest")
            .with(Shape.TEXT, "Datacenter", "ID", "Node", "Address", "Token")
            .with(Shape.TEXT_MAP, "TaggedAddresses", "NodeMeta")
            .with(Shape.FLAG, "SkipNodeUpdate")
            .with(SERVICE.asType(), "Service")
            .with(CHECK.asType(), "Check")
            .with(Shape.listOf(CHECK.asType()), "Checks")
            .with(Shape.ANYTHING, "WriteRequest");

    static final Shape DEREGISTRATION = Shape.strict("")
            .with(Shape.TEXT, "Datacenter", "Node", "ServiceID", "CheckID", "Token", "Namespace")
            .with(Shape.ANYTHING, "WriteRequest");

    private CatalogForms() {}

    static Consumer<Draft> registration(Fields body, String datacenter) {
        String node = required(body);
        if (body.text("Address").isEmpty() && !body.flag("SkipNodeUpdate")) {
            throw new Refused("Must provide address if SkipNodeUpdate is not set");
        }
        Fields service = body.object("Service");
        List<Check> checks = checks(body, node);
        return draft -> {
            if (!body.flag("SkipNodeUpdate") || draft.catalog().result().node(node) == null) {
                draft.catalog().register(node(body, datacenter));
            }
            if (service != null) {
                draft.catalog().register(service(service, node));
            }
            checks.forEach(check -> register(check, draft));
        };
    }

    static Consumer<Draft> deregistration(Fields body) {
        String node = required(body);
        return draft -> {
            if (!body.text("ServiceID").isEmpty()) {
                draft.catalog().removeService(node, body.text("ServiceID"));
            } else if (!body.text("CheckID").isEmpty()) {
                draft.catalog().removeCheck(node, body.text("CheckID"));
            } else {
                draft.catalog().removeNode(node);
            }
        };
    }

    private static String required(Fields body) {
        if (body.text("Node").isEmpty()) {
            throw new Refused("Must provide node");
        }
        return body.text("Node");
    }

    private static void register(Check check, Draft draft) {
        try {
            draft.catalog().register(check);
        } catch (Refused e) {
            throw new Refused("failed inserting check: " + e.getMessage() + " on node \"" + check.node() + "\"");
        }
    }

    private static Node node(Fields body, String datacenter) {
        return new Node(
                body.text("ID"),
                body.text("Node"),
                body.text("Address"),
                datacenter,
                body.has("TaggedAddresses") ? body.textMap("TaggedAddresses") : null,
                body.has("NodeMeta") ? body.textMap("NodeMeta") : null,
                0,
                0);
    }

    static Service service(Fields body, String node) {
        String id = body.text("ID");
        String name = body.text("Service");
        if (name.isEmpty()) {
            throw new Refused(
                    id.isEmpty()
                            ? "failed inserting service: failed inserting service: object missing primary index"
                            : "Must provide service name with ID");
        }
        return new Service(
                node,
                id.isEmpty() ? name : id,
                name,
                body.texts("Tags"),
                body.text("Address"),
                body.integer("Port"),
                ServiceForm.taggedAddresses(body),
                body.textMap("Meta"),
                ServiceForm.weights(body),
                body.flag("EnableTagOverride"),
                0,
                0);
    }

    private static List<Check> checks(Fields body, String node) {
        List<Fields> given = new ArrayList<>(body.objects("Checks"));
        Fields single = body.object("Check");
        if (single != null) {
            given.add(0, single);
        }
        return given.stream().map(check -> check(check, node)).toList();
    }

    static Check check(Fields body, String node) {
        String on = body.text("Node");
        if (!on.isEmpty() && !on.equals(node)) {
            throw new Refused("check node \"" + on + "\" does not match node \"" + node + "\"");
        }
        String id = body.text("CheckID").isEmpty() ? body.text("Name") : body.text("CheckID");
        if (id.isEmpty()) {
            throw new Refused("failed inserting check: failed inserting check: object missing primary index on node \""
                    + node + "\"");
        }
        Fields definition = body.object("Definition");
        return new Check(
                node,
                id,
                body.text("Name"),
                body.text("Status").isEmpty() ? Check.CRITICAL : body.text("Status"),
                body.text("Notes"),
                body.text("Output"),
                body.text("ServiceID"),
                body.text("ServiceName"),
                body.texts("ServiceTags"),
                body.text("Type").isEmpty() ? type(definition) : body.text("Type"),
                definition == null ? Map.of() : definition.given(),
                0,
                0);
    }

    private static String type(@Nullable Fields definition) {
        if (definition == null || definition.text("Interval").isEmpty()) {
            return "";
        }
        return definition.has("HTTP") ? "http" : definition.has("TCP") ? "tcp" : "";
    }
}
