package io.slipway.service.problem;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;

/** Wires {@link InvalidFields} into a service that answers HTTP. */
@AutoConfiguration
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
class ProblemAutoConfiguration {

    @Bean
    InvalidFields invalidFields() {
        return new InvalidFields();
    }
}
