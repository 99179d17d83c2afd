package io.slipway.service.hystrix;

import io.slipway.registry.client.HystrixStream;
import io.slipway.registry.settings.SettingsStore;
import java.time.Clock;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Wires what Hystrix reads, and {@code /hystrix.stream}. */
@AutoConfiguration
final class HystrixAutoConfiguration {

    @Bean
    HystrixSources hystrixSources(Environment environment, SettingsStore settings) {
        return new HystrixSources(environment, settings);
    }

    /** Wires what only a service with a web server has. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
    static class Web {

        @Bean
        StreamListeners hystrixStreamListeners() {
            return new StreamListeners(new HystrixStream(Clock.systemUTC())::now);
        }

        @Bean
        StreamView hystrixStreamView(StreamListeners listeners) {
            return new StreamView(listeners);
        }
    }
}
