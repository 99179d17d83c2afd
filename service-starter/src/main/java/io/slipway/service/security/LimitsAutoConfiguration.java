package io.slipway.service.security;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;

/** Wires how much a request may bring. */
@AutoConfiguration
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@EnableConfigurationProperties(Limits.class)
final class LimitsAutoConfiguration {

    @Bean
    FilterRegistrationBean<LimitsFilter> limitsFilter(Limits limits) {
        FilterRegistrationBean<LimitsFilter> filter = new FilterRegistrationBean<>(new LimitsFilter(limits));
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 3);
        return filter;
    }
}
