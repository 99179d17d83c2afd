package io.slipway.service.admin;

import com.codahale.metrics.MetricRegistry;
import io.slipway.service.Identity;
import io.slipway.service.metrics.Activity;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Shows people who this instance is, how it is doing, and where to look further. */
@Hidden
@RestController
final class IndexPage {

    private static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);

    private final Identity identity;
    private final Uptime uptime;
    private final MetricRegistry metrics;
    private final Components components;

    IndexPage(Identity identity, Uptime uptime, MetricRegistry metrics, Components components) {
        this.identity = identity;
        this.uptime = uptime;
        this.metrics = metrics;
        this.components = components;
    }

    @GetMapping({"/admin", "/admin/"})
    ResponseEntity<String> index(HttpServletRequest request) {
        return ResponseEntity.ok()
                .contentType(HTML)
                // It loads nothing and runs nothing, whatever a name should contain.
                .header(
                        "Content-Security-Policy",
                        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'")
                .header("Cache-Control", "no-store")
                .body(page(base(request)).toString());
    }

    /** Where Spring's servlet has a path of its own, all the others are below it too. */
    private static String base(HttpServletRequest request) {
        return request.getContextPath() + (request.getPathInfo() == null ? "" : request.getServletPath());
    }

    private Html page(String base) {
        List<Activity> served = Activity.served(metrics).stream()
                .filter(IndexPage::isTheServices)
                .toList();
        Components.Shown health = components.now();
        return new Html(template("index.html"))
                .with("service", identity.service())
                .with("version", identity.version())
                .with("instance", identity.instance())
                .with("team", identity.team().isEmpty() ? "–" : identity.team())
                .with("uptime", uptime.inWords())
                .with("tone", health.tone())
                .with("status", health.status())
                .with("tiles", Tiles.of(metrics, served))
                .with("links", Links.below(base))
                .with("components", health.rows())
                .with("served", ActivityTable.of("Served", "refused", served))
                .with("called", ActivityTable.of("Called", "fallbacks", Activity.called(metrics)));
    }

    /** What is asked by probes and on these pages is in the metrics; here it would stand before what matters. */
    private static boolean isTheServices(Activity activity) {
        return !activity.what()
                .matches(
                        "[A-Z]+ (/admin|/actuator|/hystrix\\.stream|/swagger-ui|/v3/api-docs|/error|/\\*\\*|/webjars).*");
    }

    static String template(String name) {
        ClassPathResource file = new ClassPathResource(name, IndexPage.class);
        try {
            return file.getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }
}
