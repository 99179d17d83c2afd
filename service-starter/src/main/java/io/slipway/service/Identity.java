package io.slipway.service;

import org.springframework.core.env.Environment;

/**
 * Says who this process is; inject it where an answer names its author.
 *
 * @param service the name in the registry
 * @param instance the id in the registry: the Marathon task id when a scheduler started it
 * @param version of the build; {@code dev} when it was not built by Maven
 * @param team who answers for it; may be empty
 */
public record Identity(String service, String instance, String version, String team) {

    static Identity of(Environment environment) {
        return new Identity(
                environment.getProperty("spring.application.name", "service"),
                environment.getProperty("slipway.instance", "local"),
                environment.getProperty("slipway.version", "dev"),
                environment.getProperty("slipway.team", ""));
    }
}
