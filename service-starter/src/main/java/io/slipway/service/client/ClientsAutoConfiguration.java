package io.slipway.service.client;

import com.codahale.metrics.MetricRegistry;
import io.slipway.registry.client.ServiceClients;
import io.slipway.registry.discovery.Discovery;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** Wires the clients of other services. */
@AutoConfiguration
@Import(ServiceClientRegistrar.class)
final class ClientsAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    ServiceClients serviceClients(Discovery discovery, MetricRegistry metrics) {
        return ServiceClients.over(discovery, metrics);
    }
}
