package io.slipway.service.admin;

import io.slipway.service.Identity;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Shows people who this instance is and where to look further. */
@Hidden
@RestController
final class IndexPage {

    private static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);

    private final Identity identity;
    private final Uptime uptime;
    private final String template = template();

    IndexPage(Identity identity, Uptime uptime) {
        this.identity = identity;
        this.uptime = uptime;
    }

    @GetMapping({"/admin", "/admin/"})
    ResponseEntity<String> index(HttpServletRequest request) {
        Html page = new Html(template)
                .with("service", identity.service())
                .with("version", identity.version())
                .with("instance", identity.instance())
                .with("team", identity.team().isEmpty() ? "–" : identity.team())
                .with("uptime", uptime.inWords())
                .with("base", request.getContextPath());
        return ResponseEntity.ok()
                .contentType(HTML)
                // It loads nothing and runs nothing, whatever a name should contain.
                .header("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'")
                .body(page.toString());
    }

    private static String template() {
        ClassPathResource file = new ClassPathResource("index.html", IndexPage.class);
        try {
            return file.getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }
}
