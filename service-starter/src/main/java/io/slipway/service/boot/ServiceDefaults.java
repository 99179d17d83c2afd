package io.slipway.service.boot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.env.OriginTrackedMapPropertySource;
import org.springframework.boot.env.PropertiesPropertySourceLoader;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ClassPathResource;

/** Adds the defaults that all services share, below everything that the service says itself. */
final class ServiceDefaults implements EnvironmentPostProcessor, Ordered {

    static {
        // RxJava 1, under Hystrix, reads it once; JDK 25 warns of its use of Unsafe, JDK 26 denies it.
        System.setProperty("rx.unsafe-disable", "true");
    }

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        MutablePropertySources sources = environment.getPropertySources();
        load().forEach(sources::addLast);
        Map<String, Object> facts = new BootFacts(environment, RandomGenerator.getDefault()).asProperties();
        sources.addLast(new OriginTrackedMapPropertySource("slipway facts", facts));
    }

    private static List<PropertySource<?>> load() {
        ClassPathResource defaults = new ClassPathResource("defaults.properties", ServiceDefaults.class);
        try {
            return new PropertiesPropertySourceLoader().load("slipway defaults", defaults);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + defaults, e);
        }
    }

    // After application.yml, which the facts are made from.
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }
}
