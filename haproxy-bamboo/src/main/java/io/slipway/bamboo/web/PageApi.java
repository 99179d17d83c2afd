package io.slipway.bamboo.web;

import static io.slipway.bamboo.web.Endpoint.open;
import static io.slipway.bamboo.web.Endpoint.read;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.javalin.http.Context;
import io.slipway.bamboo.access.Account;
import java.util.List;
import java.util.Map;

/** Serves the page and what it is made of; tells what the API is, and who asks. */
final class PageApi {

    private static final String PAGE = Resource.text("page.html");
    private static final String OPENAPI = Resource.text("openapi.json");
    private static final String SCRIPT = "text/javascript; charset=utf-8";
    private static final Map<String, Part> PARTS = Map.of(
            "edge.css", new Part("text/css; charset=utf-8", Resource.text("edge.css")),
            "edge.js", new Part(SCRIPT, Resource.text("edge.js")),
            "rules.js", new Part(SCRIPT, Resource.text("rules.js")));

    private PageApi() {}

    private record Part(String contentType, String text) {}

    static List<Endpoint> endpoints() {
        return List.of(
                open("/ping", context -> context.result("pong")),
                read("/", context -> context.html(PAGE)),
                read("/ui/{part}", PageApi::part),
                read("/v1/openapi.json", context -> context.contentType("application/json")
                        .result(OPENAPI)),
                read("/v1/whoami", PageApi::whoAmI));
    }

    private static void part(Context context) {
        Part part = PARTS.get(context.pathParam("part"));
        if (part == null) {
            throw ApiException.notFound("The page has no part of this name.");
        }
        context.contentType(part.contentType()).result(part.text());
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
}
