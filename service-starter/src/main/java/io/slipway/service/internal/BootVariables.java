package io.slipway.service.internal;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;

/** Takes out of Spring's environment what a scheduler tells a process about its place. */
public final class BootVariables {

    private static final List<String> NAMES =
            List.of("MESOS_TASK_ID", "SLIPWAY_ADVERTISE", "SLIPWAY_ZONE", "HOST", "PORT0");
    // The outside of a container's port, named after its inside.
    private static final Pattern MAPPED_PORT = Pattern.compile("PORT_[0-9]{1,5}");

    private BootVariables() {}

    /** Returns those that are set, be it as variables or as properties of the same name. */
    public static Map<String, String> of(Environment environment) {
        Map<String, String> variables = new HashMap<>();
        for (String name : NAMES) {
            String value = environment.getProperty(name);
            if (value != null) {
                variables.put(name, value);
            }
        }
        if (environment instanceof ConfigurableEnvironment configurable) {
            configurable.getSystemEnvironment().forEach((name, value) -> {
                if (MAPPED_PORT.matcher(name).matches()) {
                    variables.put(name, value.toString());
                }
            });
        }
        return variables;
    }
}
