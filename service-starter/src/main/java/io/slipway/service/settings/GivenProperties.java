package io.slipway.service.settings;

import java.lang.management.ManagementFactory;
import java.util.Set;
import java.util.stream.Collectors;

/** Tells the system properties that somebody set apart from those of the JVM. */
final class GivenProperties {

    private static final String OPTION = "-D";

    private GivenProperties() {}

    static Set<String> ofThisProcess() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith(OPTION))
                .map(argument -> argument.substring(OPTION.length()).split("=", 2)[0])
                .collect(Collectors.toSet());
    }
}
