package io.slipway.service.registry;

import io.slipway.registry.Registry;
import io.slipway.registry.consul.ConsulRegistry;
import io.slipway.registry.discovery.Discovery;
import io.slipway.registry.testing.InMemoryRegistry;
import io.slipway.service.internal.BadBootEnvironment;
import java.net.URI;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/** Wires the registry and discovery over it. */
@AutoConfiguration
@EnableConfigurationProperties(RegistryProperties.class)
final class RegistryAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    Registry registry(RegistryProperties properties, Environment environment) {
        return properties.registry() == RegistryProperties.Kind.MEMORY
                ? new InMemoryRegistry()
                : ConsulRegistry.connect(consul(environment));
    }

    @Bean
    @ConditionalOnMissingBean
    Discovery discovery(Registry registry) {
        return Discovery.over(registry);
    }

    private static URI consul(Environment environment) {
        try {
            return ConsulRegistry.address(environment.getProperty("CONSUL_HTTP_ADDR", "127.0.0.1:8500"));
        } catch (IllegalArgumentException e) {
            throw new BadBootEnvironment(e);
        }
    }
}
