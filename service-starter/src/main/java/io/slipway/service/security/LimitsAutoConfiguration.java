package io.slipway.service.security;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;

/** Wires how much a request may bring. */
@AutoConfiguration
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
final class LimitsAutoConfiguration {

    @Bean
    FilterRegistrationBean<LimitsFilter> limitsFilter(Environment environment) {
        FilterRegistrationBean<LimitsFilter> filter =
                new FilterRegistrationBean<>(new LimitsFilter(Limits.of(environment)));
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 3);
        return filter;
    }
}
