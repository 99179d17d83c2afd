package io.slipway.bench.registry;

import java.net.URI;
import java.util.function.IntConsumer;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.cloud.context.environment.EnvironmentChangeEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Follows one key with Spring Cloud Consul Config, until the environment has the value.
 *
 * <p>Only the service's own folder is imported: with its defaults the peer watches several folders one after another, each
 * for up to 55 s, and a change in one waits for the others.
 */
final class SpringCloudConfig implements AutoCloseable {

    private final ConfigurableApplicationContext context;

    SpringCloudConfig(URI consul, String folder, String key, IntConsumer sink) {
        context = new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.NONE)
                .listeners(new ApplicationListener<EnvironmentChangeEvent>() {
                    @Override
                    public void onApplicationEvent(EnvironmentChangeEvent event) {
                        if (event.getKeys().contains(key)) {
                            sink.accept(((ConfigurableApplicationContext) event.getSource())
                                    .getEnvironment()
                                    .getRequiredProperty(key, Integer.class));
                        }
                    }
                })
                .run(
                        "--spring.config.import=consul:" + consul.getHost() + ":" + consul.getPort() + "/" + folder,
                        "--spring.application.name=bench",
                        "--spring.cloud.consul.discovery.enabled=false",
                        "--spring.cloud.consul.discovery.catalog-services-watch.enabled=false",
                        "--spring.cloud.service-registry.auto-registration.enabled=false",
                        "--spring.main.banner-mode=off",
                        "--logging.level.root=ERROR");
    }

    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {}

    @Override
    public void close() {
        context.close();
    }
}
