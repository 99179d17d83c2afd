package io.slipway.service.admin;

import com.codahale.metrics.MetricRegistry;
import io.slipway.registry.settings.SettingsStore;
import io.slipway.service.Identity;
import io.slipway.service.settings.Provenance;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.time.InstantSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;

/** Wires the pages below {@code /admin}, each made when it is first asked for, and what health says of dependencies. */
@AutoConfiguration
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
final class AdminAutoConfiguration {

    @Bean
    @Lazy
    IndexPage adminIndexPage(Identity identity, MetricRegistry metrics, ObjectProvider<HealthEndpoint> health) {
        Instant since =
                Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime());
        return new IndexPage(
                identity, new Uptime(since, InstantSource.system()), metrics, new Components(health::getObject));
    }

    @Bean
    @Lazy
    ConfigView adminConfigView(Identity identity, SettingsStore settings, Provenance provenance) {
        return new ConfigView(identity, settings, provenance);
    }

    @Bean
    @Lazy
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
