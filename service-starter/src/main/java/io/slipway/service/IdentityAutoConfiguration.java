package io.slipway.service;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/** Wires who this process is. */
@AutoConfiguration
final class IdentityAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    Identity identity(Environment environment) {
        return Identity.of(environment);
    }
}
