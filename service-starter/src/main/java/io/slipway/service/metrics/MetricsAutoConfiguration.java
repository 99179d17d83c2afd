package io.slipway.service.metrics;

import com.codahale.metrics.MetricRegistry;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;

/** Wires the one registry that everything is measured in. */
@AutoConfiguration
final class MetricsAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    MetricRegistry metricRegistry() {
        MetricRegistry metrics = new MetricRegistry();
        JvmMetrics.register(metrics);
        return metrics;
    }

    @Bean
    HystrixMetrics hystrixMetrics(MetricRegistry metrics) {
        return new HystrixMetrics(metrics);
    }

    @Bean
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
    FilterRegistrationBean<HttpMetricsFilter> httpMetricsFilter(MetricRegistry metrics) {
        FilterRegistrationBean<HttpMetricsFilter> filter =
                new FilterRegistrationBean<>(new HttpMetricsFilter(new HttpMetrics(metrics)));
        // Inside the request id, around everything else.
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 1);
        return filter;
    }
}
