package io.slipway.service.registry;

import com.codahale.metrics.MetricRegistry;
import io.slipway.registry.Registry;
import io.slipway.registry.consul.ConsulAccess;
import io.slipway.registry.consul.ConsulRegistry;
import io.slipway.registry.discovery.Discovery;
import io.slipway.registry.testing.InMemoryRegistry;
import io.slipway.service.Identity;
import io.slipway.service.internal.BadBootEnvironment;
import java.util.HashMap;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;

/** Wires the registry and discovery over it. */
@AutoConfiguration
@EnableConfigurationProperties(RegistryProperties.class)
final class RegistryAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    Registry registry(RegistryProperties properties, ObjectProvider<ConsulAccess> consul) {
        return properties.registry() == RegistryProperties.Kind.MEMORY
                ? new InMemoryRegistry()
                : ConsulRegistry.connect(consul.getObject());
    }

    /** Is lazy: without Consul its variables mean nothing. */
    @Bean
    @Lazy
    ConsulAccess consulAccess(Environment environment) {
        Map<String, String> variables = new HashMap<>();
        for (String name : ConsulAccess.VARIABLES) {
            variables.put(name, environment.getProperty(name, ""));
        }
        try {
            return ConsulAccess.from(variables);
        } catch (IllegalArgumentException e) {
            throw new BadBootEnvironment(e);
        }
    }

    @Bean
    RegistryAtBoot registryAtBoot(Registry registry, Identity identity, RegistryProperties properties) {
        return new RegistryAtBoot(registry, identity.service(), properties);
    }

    @Bean
    @ConditionalOnMissingBean
    Discovery discovery(Registry registry, Environment environment, MetricRegistry metrics) {
        Discovery discovery = Discovery.over(registry, DiscoveryOptions.of(environment));
        discovery.bindTo(metrics);
        return discovery;
    }
}
