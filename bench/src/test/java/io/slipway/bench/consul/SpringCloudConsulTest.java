package io.slipway.bench.consul;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.slipway.local.consul.EmbeddedConsul;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.cloud.client.ServiceInstance;
import org.springframework.cloud.client.discovery.DiscoveryClient;
import org.springframework.cloud.consul.serviceregistry.ConsulAutoServiceRegistration;
import org.springframework.context.ConfigurableApplicationContext;

/** Lets Spring Cloud Consul, which never saw this agent, register with it and discover by it. */
class SpringCloudConsulTest {

    private EmbeddedConsul consul;
    private HttpServer health;
    private volatile int status = 200;

    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {}

    @BeforeEach
    void start() throws IOException {
        consul = EmbeddedConsul.start();
        health = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        health.createContext("/health", exchange -> {
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        health.start();
    }

    @AfterEach
    void stop() {
        health.stop(0);
        consul.close();
    }

    @Test
    void itRegistersIsDiscoveredWhileItIsWellAndDeregisters() {
        int port = health.getAddress().getPort();
        try (ConfigurableApplicationContext caller = run("caller", Map.of())) {
            DiscoveryClient discovery = caller.getBean(DiscoveryClient.class);
            try (ConfigurableApplicationContext orders = run(
                    "orders",
                    Map.of(
                            "spring.cloud.consul.discovery.port", port,
                            "spring.cloud.consul.discovery.instance-id", "orders-1",
                            "spring.cloud.consul.discovery.tags", "v1",
                            "spring.cloud.consul.discovery.metadata.zone", "here",
                            "spring.cloud.consul.discovery.health-check-path", "/health",
                            "spring.cloud.consul.discovery.health-check-interval", "1s"))) {
                orders.getBean(ConsulAutoServiceRegistration.class).start();

                eventually(discovery, List.of("orders-1"));
                ServiceInstance found = discovery.getInstances("orders").get(0);
                assertThat(found.getUri()).hasToString("http://127.0.0.1:" + port);
                assertThat(found.getMetadata()).containsEntry("zone", "here");
                assertThat(discovery.getServices()).contains("consul", "orders");

                status = 500;
                eventually(discovery, List.of());
                status = 200;
                eventually(discovery, List.of("orders-1"));
            }
            assertThat(discovery.getServices()).containsExactly("consul");
        }
    }

    private ConfigurableApplicationContext run(String name, Map<String, Object> more) {
        return new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.NONE)
                .properties(Map.of(
                        "spring.application.name",
                        name,
                        "spring.cloud.consul.host",
                        consul.uri().getHost(),
                        "spring.cloud.consul.port",
                        consul.uri().getPort(),
                        "spring.cloud.consul.config.enabled",
                        false,
                        "spring.cloud.consul.config.import-check.enabled",
                        false,
                        "spring.cloud.consul.discovery.hostname",
                        "127.0.0.1",
                        "spring.cloud.consul.discovery.query-passing",
                        true,
                        "spring.main.banner-mode",
                        "off",
                        "logging.level.root",
                        "warn"))
                .properties(more)
                .run();
    }

    private static void eventually(DiscoveryClient discovery, List<String> ids) {
        Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(
                        discovery.getInstances("orders").stream().map(ServiceInstance::getInstanceId))
                .containsExactlyElementsOf(ids));
    }
}
