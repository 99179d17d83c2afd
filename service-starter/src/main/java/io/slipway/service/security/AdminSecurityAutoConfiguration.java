package io.slipway.service.security;

import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/** Wires who may see the admin pages. */
@AutoConfiguration
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
public final class AdminSecurityAutoConfiguration {

    private static final Logger log = LoggerFactory.getLogger(AdminSecurityAutoConfiguration.class);

    // Before Spring Boot's own, which adds what believes a proxy's headers.
    @Bean
    @Order(-1)
    WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> peerValve() {
        return factory -> factory.addEngineValves(new PeerValve());
    }

    @Bean
    FilterRegistrationBean<AdminGuard> adminGuard(Environment environment) {
        String file = environment.getProperty("slipway.admin-token-file", "");
        AdminToken token = new AdminToken(file.isBlank() ? null : Path.of(file));
        if (!file.isBlank()) {
            token.problem().ifPresent(problem -> log.warn("Other machines cannot see the admin pages. {}", problem));
        }
        FilterRegistrationBean<AdminGuard> filter =
                new FilterRegistrationBean<>(new AdminGuard(AdminPaths.of(environment), token));
        // Inside what counts and logs, around everything that answers.
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 2);
        return filter;
    }
}
