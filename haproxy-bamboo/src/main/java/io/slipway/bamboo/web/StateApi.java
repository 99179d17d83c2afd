package io.slipway.bamboo.web;

import static io.slipway.bamboo.web.Endpoint.read;

import io.javalin.http.Context;
import io.slipway.bamboo.apply.EdgeState;
import java.net.URI;
import java.util.List;

/** Tells what is: topology, routes, who gets a URL, history. */
final class StateApi {

    private final EdgeView view;
    private final URI edge;

    /** @param edge the way in, which the page links to */
    StateApi(EdgeView view, URI edge) {
        this.view = view;
        this.edge = edge;
    }

    List<Endpoint> endpoints() {
        return List.of(
                read("/v1/topology", this::topology),
                read(
                        "/v1/routes",
                        context -> JsonBody.write(
                                context, RoutesJson.of(view.state().topology()))),
                read("/v1/explain", this::explain),
                read("/v1/apply/history", context -> JsonBody.write(context, TopologyJson.history(view.history()))));
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
