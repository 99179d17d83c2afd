package io.slipway.service.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.springframework.core.env.Environment;

/** Knows which paths are for operators: the pages of this kit and of the actuator, but not the probes of health. */
final class AdminPaths {

    private final List<String> guarded;
    private final String health;

    private AdminPaths(Stream<String> guarded, String health) {
        this.guarded = guarded.map(AdminPaths::folded).toList();
        this.health = folded(health);
    }

    static AdminPaths of(Environment environment) {
        String actuator = environment.getProperty("management.endpoints.web.base-path", "/actuator");
        Stream<String> always = Stream.of("/admin", "/hystrix.stream", actuator);
        boolean docs = !environment.getProperty("slipway.public-api-docs", Boolean.class, false);
        return new AdminPaths(
                docs ? Stream.concat(always, docs(environment)) : always,
                actuator + "/" + environment.getProperty("management.endpoints.web.path-mapping.health", "health"));
    }

    private static Stream<String> docs(Environment environment) {
        String description = environment.getProperty("springdoc.api-docs.path", "/v3/api-docs");
        String page = environment.getProperty("springdoc.swagger-ui.path", "/swagger-ui.html");
        return Stream.of(description, description + ".yaml", page, "/swagger-ui");
    }

    /** Says whether it matters who asks: the guarded paths, and health, which shows operators more. */
    boolean concern(HttpServletRequest request) {
        return paths(request).anyMatch(path -> guarded.stream().anyMatch(root -> isAt(root, path)));
    }

    boolean guard(HttpServletRequest request) {
        return concern(request) && paths(request).noneMatch(path -> isAt(health, path));
    }

    /** Returns the path as the server matches it: decoded, without parameters, dots and doubled slashes. */
    private static Stream<String> paths(HttpServletRequest request) {
        String below = request.getPathInfo() == null ? "" : request.getPathInfo();
        // The second is what Spring matches where its servlet has a path of its own.
        return Stream.of(request.getServletPath() + below, below).map(AdminPaths::folded);
    }

    private static boolean isAt(String root, String path) {
        return path.equals(root) || path.startsWith(root + "/");
    }

    /** Wider than Spring, which tells capitals from small letters unless told otherwise. */
    private static String folded(String path) {
        return path.toLowerCase(Locale.ROOT);
    }
}
