package io.slipway.service.registration;

import com.codahale.metrics.MetricRegistry;
import io.slipway.registry.Registry;
import io.slipway.registry.consul.ConsulAccess;
import io.slipway.registry.discovery.Discovery;
import io.slipway.registry.registration.OwnHost;
import io.slipway.registry.settings.SettingsStore;
import io.slipway.service.Identity;
import io.slipway.service.internal.BootVariables;
import io.slipway.service.registry.RegistryProperties;
import java.util.function.Supplier;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;

/** Wires the announcement of the service and its place among what starts and stops. */
@AutoConfiguration
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@EnableConfigurationProperties({RegistrationProperties.class, RegistryProperties.class})
final class RegistrationAutoConfiguration {

    @Bean
    ServiceRegistration serviceRegistration(
            Identity identity,
            Environment environment,
            RegistrationProperties properties,
            RegistryProperties registry,
            ObjectProvider<ConsulAccess> consul) {
        Supplier<String> ownHost = registry.registry() == RegistryProperties.Kind.CONSUL
                ? () -> OwnHost.facing(consul.getObject().uri())
                : () -> OwnHost.LOOPBACK;
        return new ServiceRegistration(identity, BootVariables.of(environment), ownHost, properties.check());
    }

    @Bean
    RegistrationLifecycle registrationLifecycle(
            Registry registry,
            ServiceRegistration registration,
            ApplicationAvailability availability,
            RegistrationProperties properties,
            ObjectProvider<HealthEndpoint> health,
            MetricRegistry metrics) {
        return new RegistrationLifecycle(
                registry, registration, availability, properties, new OwnHealth(health), metrics);
    }

    @Bean
    RegistryHealth registryHealthIndicator(RegistrationLifecycle registration, Gates gates, Identity identity) {
        return new RegistryHealth(registration, gates, identity);
    }

    @Bean
    Gates readinessGates(ObjectProvider<ReadinessGate> gates) {
        return new Gates(gates.orderedStream().toList());
    }

    @Bean
    ReadinessGate settingsGate(SettingsStore settings, Identity identity, RegistryProperties registry) {
        return registry.waitsAtBoot() ? RegistryGates.settings(settings, identity.service()) : ReadinessGate.OPEN;
    }

    @Bean
    ReadinessGate calleesGate(Discovery discovery, ListableBeanFactory beans, RegistryProperties registry) {
        return registry.waitsAtBoot() ? RegistryGates.callees(discovery, beans) : ReadinessGate.OPEN;
    }

    @Bean
    FilterRegistrationBean<LeavingFilter> leavingFilter(RegistrationLifecycle registration) {
        FilterRegistrationBean<LeavingFilter> filter =
                new FilterRegistrationBean<>(new LeavingFilter(registration::leaving));
        // Before whatever may answer on its own.
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return filter;
    }
}
