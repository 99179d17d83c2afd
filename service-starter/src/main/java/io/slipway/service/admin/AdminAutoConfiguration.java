package io.slipway.service.admin;

import com.codahale.metrics.MetricRegistry;
import io.slipway.registry.settings.SettingsStore;
import io.slipway.service.Identity;
import io.slipway.service.settings.Provenance;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Wires the pages below {@code /admin}, and what health says of dependencies. */
@AutoConfiguration
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
final class AdminAutoConfiguration {

    @Bean
    IndexPage adminIndexPage(
            Identity identity, MetricRegistry metrics, ObjectProvider<HealthEndpoint> health, Links adminLinks) {
        Instant since =
                Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime());
        return new IndexPage(
                identity,
                new Uptime(since, InstantSource.system()),
                metrics,
                new Components(health::getObject),
                adminLinks);
    }

    @Bean
    Links adminLinks(
            @Qualifier("requestMappingHandlerMapping") ObjectProvider<RequestMappingHandlerMapping> controllers,
            ObjectProvider<ServletRegistrationBean<?>> servlets) {
        return new Links(() -> mapped(controllers, servlets));
    }

    private static Set<String> mapped(
            ObjectProvider<RequestMappingHandlerMapping> controllers,
            ObjectProvider<ServletRegistrationBean<?>> servlets) {
        Stream<String> ofControllers = controllers.stream()
                .flatMap(mapping -> mapping.getHandlerMethods().keySet().stream())
                .flatMap(info -> info.getPatternValues().stream());
        Stream<String> ofServlets = servlets.stream().flatMap(servlet -> servlet.getUrlMappings().stream());
        return Stream.concat(ofControllers, ofServlets).collect(Collectors.toSet());
    }

    @Bean
    ConfigView adminConfigView(Identity identity, SettingsStore settings, Provenance provenance) {
        return new ConfigView(identity, settings, provenance);
    }

    @Bean
    MetricsView adminMetricsView(MetricRegistry metrics) {
        return new MetricsView(metrics);
    }

    @Bean
    DiscoveryHealth discoveryHealthIndicator(MetricRegistry metrics) {
        return new DiscoveryHealth(metrics);
    }

    @Bean
    CircuitsHealth circuitsHealthIndicator(MetricRegistry metrics) {
        return new CircuitsHealth(metrics);
    }
}
