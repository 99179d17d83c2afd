package io.slipway.service.boot;

import io.slipway.registry.registration.BootAddress;
import io.slipway.service.internal.BootVariables;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.origin.OriginTrackedValue;
import org.springframework.boot.origin.TextResourceOrigin;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;

/**
 * Finds out what log lines need before there is a context: which instance of which version this is, and how to write.
 */
final class BootFacts {

    private static final String UNBUILT = "dev";

    private final Environment environment;
    private final RandomGenerator random;

    BootFacts(Environment environment, RandomGenerator random) {
        this.environment = environment;
        this.random = random;
    }

    Map<String, Object> asProperties() {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("slipway.version", version());
        facts.put("slipway.instance", instance());
        if (environment.getProperty("slipway.registry", "consul").equalsIgnoreCase("memory")) {
            // Nobody outside routes by a registry in memory, so nobody needs time to learn of a withdrawal.
            facts.put("slipway.drain", "0s");
        }
        if (writesJson() && !hasOwnLogback()) {
            facts.put("logging.config", "classpath:io/slipway/service/logging/json.xml");
        }
        return facts;
    }

    /** Settled before the server listens, for every log line names it. */
    private String instance() {
        String service = environment.getProperty("spring.application.name", "service");
        Map<String, String> variables = BootVariables.of(environment);
        try {
            return BootAddress.from(variables, service, port(), random).id();
        } catch (IllegalArgumentException e) {
            // The port will be whichever is free, or the registration will say what is wrong: in a proper log line,
            // which cannot be written yet.
            return variables.getOrDefault("MESOS_TASK_ID", service + "-%08x".formatted(random.nextInt()));
        }
    }

    /** Returns 0 also for what is no number, of which Spring says more when it binds the property. */
    private int port() {
        String port = environment.getProperty("server.port", "");
        return port.matches("[0-9]{1,5}") ? Integer.parseInt(port) : 0;
    }

    /** What spring-boot:build-info wrote; a service that runs from an IDE has none. */
    private static Object version() {
        ClassPathResource file = new ClassPathResource("META-INF/build-info.properties");
        try {
            return file.exists()
                    ? OriginTrackedValue.of(
                            PropertiesLoaderUtils.loadProperties(file).getProperty("build.version", UNBUILT),
                            new TextResourceOrigin(file, null))
                    : UNBUILT;
        } catch (IOException e) {
            // The version is for people to read; a service must not fail over it.
            return UNBUILT;
        }
    }

    private boolean writesJson() {
        String format = environment.getProperty("slipway.log-format", "json");
        if (!format.equals("json") && !format.equals("text")) {
            throw new InvalidConfigurationPropertyValueException(
                    "slipway.log-format", format, "SLIPWAY_LOG_FORMAT is json or text.");
        }
        return format.equals("json");
    }

    private static boolean hasOwnLogback() {
        return Stream.of("logback-spring.xml", "logback.xml", "logback-test-spring.xml", "logback-test.xml")
                .anyMatch(file -> new ClassPathResource(file).exists());
    }
}
