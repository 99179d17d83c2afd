package io.slipway.service.boot;

import io.slipway.registry.registration.BootAddress;
import io.slipway.service.internal.BootVariables;
import io.slipway.service.internal.BuildInfo;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.springframework.boot.origin.OriginTrackedValue;
import org.springframework.boot.origin.TextResourceOrigin;
import org.springframework.core.env.Environment;

/** Finds out what log lines need before there is a context: which instance of which version this is. */
final class BootFacts {

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

    private static Object version() {
        String version = BuildInfo.version();
        return BuildInfo.FILE.exists()
                ? OriginTrackedValue.of(version, new TextResourceOrigin(BuildInfo.FILE, null))
                : version;
    }
}
