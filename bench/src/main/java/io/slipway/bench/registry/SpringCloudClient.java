package io.slipway.bench.registry;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.cloud.client.loadbalancer.LoadBalanced;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;

/** Is the peer as its guide sets it up: a load-balanced RestClient, over the JDK's HTTP client that it has by default. */
final class SpringCloudClient implements AutoCloseable {

    private final ConfigurableApplicationContext context;

    private SpringCloudClient(ConfigurableApplicationContext context) {
        this.context = context;
    }

    static SpringCloudClient of(String service, List<Integer> ports) {
        Map<String, Object> properties = new HashMap<>(Map.of(
                "spring.cloud.consul.enabled", "false",
                "spring.config.import", "",
                "spring.main.banner-mode", "off",
                "logging.level.root", "ERROR"));
        for (int i = 0; i < ports.size(); i++) {
            properties.put(
                    "spring.cloud.discovery.client.simple.instances." + service + "[" + i + "].uri",
                    "http://127.0.0.1:" + ports.get(i));
        }
        return new SpringCloudClient(new SpringApplicationBuilder(Setup.class)
                .web(WebApplicationType.NONE)
                .properties(properties)
                .run());
    }

    RestClient rest() {
        return context.getBean(RestClient.Builder.class).build();
    }

    @Override
    public void close() {
        context.close();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Setup {

        @Bean
        @LoadBalanced
        RestClient.Builder builder() {
            return RestClient.builder().requestFactory(new JdkClientHttpRequestFactory());
        }
    }
}
