package io.slipway.local.consul.api;

import io.slipway.local.consul.http.Answer;
import io.slipway.local.consul.http.ApiError;
import io.slipway.local.consul.http.Call;
import io.slipway.local.consul.http.Fields;
import io.slipway.local.consul.http.JsonObject;
import io.slipway.local.consul.http.Mux;
import io.slipway.local.consul.http.Params;
import io.slipway.local.consul.store.Catalog;
import io.slipway.local.consul.store.Node;
import io.slipway.local.consul.store.Service;
import io.slipway.local.consul.store.Store;
import io.slipway.local.consul.store.Topic;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Answers {@code /v1/catalog}. */
final class CatalogApi {

    private final Store store;
    private final Reads reads;
    private final String datacenter;

    CatalogApi(Store store, Reads reads, String datacenter) {
        this.store = store;
        this.reads = reads;
        this.datacenter = datacenter;
    }

    void mount(Mux mux) {
        mux.route("/v1/catalog/datacenters").get(call -> Answer.json(List.of(datacenter)));
        mux.route("/v1/catalog/nodes").getLater(this::nodes);
        mux.route("/v1/catalog/services").getLater(this::services);
        mux.route("/v1/catalog/service/").getLater(this::service);
        mux.route("/v1/catalog/node/").getLater(call -> node(call, "Missing node name", true));
        mux.route("/v1/catalog/node-services/").getLater(call -> node(call, "Missing node name", false));
        mux.route("/v1/catalog/register").put(this::register);
        mux.route("/v1/catalog/deregister").put(this::deregister);
    }

    private CompletionStage<Answer> nodes(Call call) {
        return reads.catalog(
                call,
                Question.of(
                        Topic.Table.NODES,
                        state -> state.catalog().nodesIndex(),
                        state -> Answer.json(state.catalog().nodes().values().stream()
                                .filter(node -> hasMeta(node, call.params()))
                                .toList())));
    }

    private CompletionStage<Answer> services(Call call) {
        return reads.catalog(
                call,
                Question.of(
                        Topic.Table.SERVICES,
                        state -> state.catalog().servicesIndex(),
                        state -> Answer.json(tagsByName(state.catalog(), call.params()))));
    }

    private CompletionStage<Answer> service(Call call) {
        String name = call.rest(400, "Missing service name");
        return reads.catalog(
                call,
                new Question(
                        state -> state.catalog().topicsOf(name),
                        state -> state.catalog().indexOf(name),
                        state -> Answer.json(wanted(state.catalog(), name, call.params()).stream()
                                .map(service -> Views.catalog(state.catalog(), service))
                                .toList())));
    }

    private CompletionStage<Answer> node(Call call, String whenMissing, boolean asMap) {
        String name = call.rest(400, whenMissing);
        return reads.catalog(
                call,
                new Question(
                        state -> Set.of(Topic.Table.NODES, Topic.Table.SERVICES),
                        state -> state.catalog().node(name) == null
                                ? 1
                                : Math.max(
                                        state.catalog().nodesIndex(),
                                        state.catalog().servicesIndex()),
                        state -> Answer.json(nodeView(state.catalog(), name, asMap))));
    }

    private Answer register(Call call) {
        Fields body = call.fields(CatalogForms.REGISTRATION);
        refuseOther(body.text("Datacenter"));
        store.run(CatalogForms.registration(body, datacenter));
        return Answer.json(true);
    }

    private Answer deregister(Call call) {
        Fields body = call.fields(CatalogForms.DEREGISTRATION);
        refuseOther(body.text("Datacenter"));
        store.run(CatalogForms.deregistration(body));
        return Answer.json(true);
    }

    private void refuseOther(String wanted) {
        if (!wanted.isEmpty() && !wanted.equals(datacenter)) {
            throw new ApiError(500, "No path to datacenter");
        }
    }

    /** Returns the instances of a service that have every tag asked for, in any case, on nodes that have the metadata. */
    static List<Service> wanted(Catalog catalog, String name, Params params) {
        return catalog.named(name).stream()
                .filter(service -> params.all("tag").stream()
                        .allMatch(tag -> service.tags().stream().anyMatch(tag::equalsIgnoreCase)))
                .filter(service -> hasMeta(catalog.node(service.node()), params))
                .toList();
    }

    static boolean hasMeta(@Nullable Node node, Params params) {
        Map<String, String> meta = node == null || node.meta() == null ? Map.of() : node.meta();
        return params.all("node-meta").stream().allMatch(wanted -> {
            int colon = wanted.indexOf(':');
            String key = colon < 0 ? wanted : wanted.substring(0, colon);
            return (colon < 0 ? "" : wanted.substring(colon + 1)).equals(meta.get(key));
        });
    }

    private static Map<String, Collection<String>> tagsByName(Catalog catalog, Params params) {
        Map<String, Collection<String>> tags = new TreeMap<>();
        catalog.services().values().stream()
                .filter(service -> hasMeta(catalog.node(service.node()), params))
                .forEach(service -> tags.computeIfAbsent(service.name(), name -> new TreeSet<>())
                        .addAll(service.tags()));
        return tags;
    }

    private static @Nullable Object nodeView(Catalog catalog, String name, boolean asMap) {
        Node node = catalog.node(name);
        if (node == null) {
            return asMap ? null : new JsonObject().with("Node", null).with("Services", null);
        }
        Map<String, Object> byId = new TreeMap<>();
        catalog.servicesOf(name).forEach(service -> byId.put(service.id(), Views.of(service)));
        return new JsonObject().with("Node", node).with("Services", asMap ? byId : byId.values());
    }
}
