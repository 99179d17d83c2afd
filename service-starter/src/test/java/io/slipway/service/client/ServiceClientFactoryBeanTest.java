package io.slipway.service.client;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.codahale.metrics.MetricRegistry;
import io.slipway.registry.client.ServiceClient;
import io.slipway.registry.client.ServiceClients;
import io.slipway.registry.discovery.Discovery;
import io.slipway.registry.testing.InMemoryRegistry;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;

final class ServiceClientFactoryBeanTest {

    @ServiceClient(value = "inventory", fallback = String.class)
    interface WithWrongFallback {}

    @Test
    void aFallbackThatDoesNotImplementTheInterfaceIsRefused() {
        try (InMemoryRegistry registry = new InMemoryRegistry();
                Discovery discovery = Discovery.over(registry);
                ServiceClients clients = ServiceClients.over(discovery, new MetricRegistry())) {
            ServiceClientFactoryBean<WithWrongFallback> bean =
                    new ServiceClientFactoryBean<>(WithWrongFallback.class, clients, new DefaultListableBeanFactory());
            assertThatThrownBy(bean::getObject)
                    .hasMessage("The fallback of @ServiceClient " + WithWrongFallback.class.getName()
                            + " is java.lang.String, which does not implement it.");
        }
    }
}
