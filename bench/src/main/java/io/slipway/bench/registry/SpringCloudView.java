package io.slipway.bench.registry;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.cloud.client.ServiceInstance;
import org.springframework.cloud.loadbalancer.core.ServiceInstanceListSupplier;
import org.springframework.cloud.loadbalancer.support.LoadBalancerClientFactory;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/** Sees a service as Spring Cloud's balancer does with Consul: by its defaults, but for asking for what passes only. */
final class SpringCloudView implements AutoCloseable {

    private final ConfigurableApplicationContext context;
    private final ServiceInstanceListSupplier supplier;

    /** Holds nothing but what the starters bring. */
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {}

    SpringCloudView(URI consul, String service) {
        SpringApplication application = new SpringApplication(Application.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setDefaultProperties(Map.of(
                "spring.cloud.consul.host",
                consul.getHost(),
                "spring.cloud.consul.port",
                consul.getPort(),
                "spring.cloud.consul.config.enabled",
                false,
                "spring.cloud.consul.config.import-check.enabled",
                false,
                // Without it, instances whose checks fail stay in the list for ever.
                "spring.cloud.consul.discovery.query-passing",
                true,
                "spring.cloud.service-registry.auto-registration.enabled",
                false,
                "spring.main.banner-mode",
                "off",
                "logging.level.root",
                "warn"));
        this.context = application.run();
        this.supplier = Objects.requireNonNull(context.getBean(LoadBalancerClientFactory.class)
                .getInstance(service, ServiceInstanceListSupplier.class));
    }

    /** Returns how many milliseconds after now the instance is there, or not. */
    double awaitPassing(String id, boolean passing) throws InterruptedException {
        long begun = System.nanoTime();
        while (knows(id) != passing) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
        return (System.nanoTime() - begun) / 1e6;
    }

    private boolean knows(String id) {
        List<ServiceInstance> instances = Objects.requireNonNull(supplier.get().blockFirst());
        return instances.stream().anyMatch(instance -> id.equals(instance.getInstanceId()));
    }

    @Override
    public void close() {
        context.close();
    }
}
