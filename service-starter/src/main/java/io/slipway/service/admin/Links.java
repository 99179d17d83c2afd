package io.slipway.service.admin;

import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** Renders the way to every page that stands. */
final class Links {

    private static final String LINK = """
            <a class="link" href="{{base}}{{path}}"><strong>{{name}}</strong><span>{{what}}</span></a>
            """;

    /** @param always whether it is there in every service; else where its path is answered */
    private record Link(String path, String name, String what, boolean always) {}

    private static final List<Link> LINKS = List.of(
            new Link("/swagger-ui.html", "API", "read it and try it out", true),
            new Link("/v3/api-docs", "OpenAPI", "the same for programs", true),
            new Link("/actuator/health", "Health", "liveness, readiness, dependencies", true),
            new Link("/admin/config", "Configuration", "every key, its layer and its origin", true),
            new Link("/admin/metrics", "Metrics", "as Dropwizard's JSON", true),
            new Link("/admin/prometheus", "Prometheus", "the same for a scraper", true),
            new Link("/hystrix.stream", "Hystrix", "the stream for its dashboard", false),
            new Link("/actuator/loggers", "Loggers", "the levels in force", true));

    private final Supplier<Set<String>> mapped;

    /** @param mapped the paths that somebody answers */
    Links(Supplier<Set<String>> mapped) {
        this.mapped = mapped;
    }

    List<Html> standing(String base) {
        Set<String> paths = mapped.get();
        return LINKS.stream()
                .filter(link -> link.always() || paths.contains(link.path()))
                .map(link -> new Html(LINK)
                        .with("base", base)
                        .with("path", link.path())
                        .with("name", link.name())
                        .with("what", link.what()))
                .toList();
    }
}
