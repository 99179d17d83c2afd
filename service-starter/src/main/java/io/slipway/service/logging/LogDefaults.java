package io.slipway.service.logging;

import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/** Tells Spring Boot where the log format is described, below everything that the service says itself. */
final class LogDefaults implements EnvironmentPostProcessor, Ordered {

    private static final String FILE = "classpath:io/slipway/service/logging/lines.xml";

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        LogFormat format = LogFormat.of(environment.getProperty("slipway.log-format"));
        if (!LogFormat.isLeftToTheService()) {
            environment
                    .getPropertySources()
                    .addLast(new MapPropertySource(
                            "slipway log format", Map.of("logging.config", FILE, "slipway.log-lines", format.word())));
        }
    }

    // After application.yml, which may say how.
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }
}
