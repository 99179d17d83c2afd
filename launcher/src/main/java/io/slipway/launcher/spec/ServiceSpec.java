package io.slipway.launcher.spec;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Holds what {@code slipway.yml} says.
 *
 * @param name the name in Consul and the id in Marathon
 * @param artifact the jar, below the service's folder
 * @param route the path that the edge sends here; absent for an internal service
 * @param environment the boot-time layer, by key in the order written: all that a playbook may set
 * @param settings the any-time layer
 */
public record ServiceSpec(
        String name,
        @Nullable String team,
        String artifact,
        @Nullable String route,
        Health health,
        Map<String, EnvironmentKey> environment,
        List<SettingDeclaration> settings) {

    /** Says how to find out whether an instance is ready for requests. */
    public record Health(String path, Duration interval) {}

    /** Tells whether a service could be called so. */
    public static boolean isName(String text) {
        return Rule.LABEL.matcher(text).matches();
    }

    public ServiceSpec {
        settings = List.copyOf(settings);
    }
}
