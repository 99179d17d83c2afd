package io.slipway.service.admin;

import java.util.List;

/** Renders the way to every page for people and for programs that a service has. */
final class Links {

    private static final String LINK = """
            <a class="link" href="{{base}}{{path}}"><strong>{{name}}</strong><span>{{what}}</span></a>
            """;

    private record Link(String path, String name, String what) {}

    private static final List<Link> LINKS = List.of(
            new Link("/swagger-ui.html", "API", "read it and try it out"),
            new Link("/v3/api-docs", "OpenAPI", "the same for programs"),
            new Link("/actuator/health", "Health", "and what it depends on"),
            new Link("/admin/config", "Configuration", "every key, its layer and its origin"),
            new Link("/admin/metrics", "Metrics", "as Dropwizard's JSON"),
            new Link("/admin/prometheus", "Prometheus", "the same for a scraper"),
            new Link("/hystrix.stream", "Hystrix", "the stream for its dashboard"),
            new Link("/actuator/loggers", "Loggers", "the levels in force"));

    private Links() {}

    static List<Html> below(String base) {
        return LINKS.stream()
                .map(link -> new Html(LINK)
                        .with("base", base)
                        .with("path", link.path())
                        .with("name", link.name())
                        .with("what", link.what()))
                .toList();
    }
}
