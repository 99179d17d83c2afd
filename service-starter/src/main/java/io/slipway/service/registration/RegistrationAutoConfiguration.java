package io.slipway.service.registration;

import io.slipway.registry.Registry;
import io.slipway.service.Identity;
import io.slipway.service.internal.BootVariables;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/** Wires the announcement of the service and its place among what starts and stops. */
@AutoConfiguration
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@EnableConfigurationProperties(RegistrationProperties.class)
final class RegistrationAutoConfiguration {

    @Bean
    RegistrationLifecycle registrationLifecycle(
            Registry registry,
            Identity identity,
            Environment environment,
            ApplicationAvailability availability,
            RegistrationProperties properties) {
        ServiceRegistration registration =
                new ServiceRegistration(identity, BootVariables.of(environment), properties.check());
        return new RegistrationLifecycle(registry, registration, availability, properties.drain());
    }

    @Bean
    RegistryHealth registryHealthIndicator(RegistrationLifecycle registration, Identity identity) {
        return new RegistryHealth(registration, identity);
    }
}
