package io.slipway.bamboo.web;

import static io.slipway.bamboo.web.Endpoint.open;
import static io.slipway.bamboo.web.Endpoint.read;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.javalin.http.Context;
import io.slipway.bamboo.access.Account;
import io.slipway.bamboo.apply.EdgeState;
import java.net.URI;
import java.util.List;

/** Tells what is: topology, routes, history, who asks; and serves the page. */
final class StateApi {

    private static final String PAGE = Resource.text("page.html");
    private static final String OPENAPI = Resource.text("openapi.json");

    private final EdgeView view;
    private final URI edge;

    /** @param edge the way in, which the page links to */
    StateApi(EdgeView view, URI edge) {
        this.view = view;
        this.edge = edge;
    }

    List<Endpoint> endpoints() {
        return List.of(
                open("/ping", context -> context.result("pong")),
                read("/", context -> context.html(PAGE)),
                read("/v1/openapi.json", context -> context.contentType("application/json")
                        .result(OPENAPI)),
                read("/v1/whoami", StateApi::whoAmI),
                read("/v1/topology", this::topology),
                read(
                        "/v1/routes",
                        context -> JsonBody.write(
                                context, RoutesJson.of(view.state().topology()))),
                read("/v1/explain", this::explain),
                read("/v1/apply/history", context -> JsonBody.write(context, TopologyJson.history(view.history()))));
    }

    private static void whoAmI(Context context) {
        Account account = Gate.account(context);
        JsonBody.write(
                context,
                JsonNodeFactory.instance
                        .objectNode()
                        .put("name", account.name())
                        .put("role", account.role().word()));
    }

    private void explain(Context context) {
        URI url = AskedUrl.read(context.queryParam("url"));
        JsonBody.write(context, RoutesJson.of(view.state().topology().explain(url)));
    }

    private void topology(Context context) {
        EdgeState state = view.state();
        JsonBody.write(
                context,
                TopologyJson.topology(state, view.marathon(), view.consul()).put("edge", edge.toString()));
    }
}
