package io.slipway.service.internal;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.core.env.Environment;

/** Takes out of Spring's environment what a scheduler tells a process about its place. */
public final class BootVariables {

    private static final List<String> NAMES = List.of("MESOS_TASK_ID", "SLIPWAY_ADVERTISE", "HOST", "PORT0");

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
        return variables;
    }
}
