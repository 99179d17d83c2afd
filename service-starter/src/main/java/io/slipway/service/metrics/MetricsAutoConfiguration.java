package io.slipway.service.metrics;

import com.codahale.metrics.MetricRegistry;
import io.slipway.registry.discovery.Discovery;
import io.slipway.service.Identity;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.Ordered;
import org.springframework.web.servlet.handler.MappedInterceptor;

/** Wires the one registry that everything is measured in. */
@AutoConfiguration
final class MetricsAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    MetricRegistry metricRegistry() {
        return new Measurements(JvmMetrics::register);
    }

    /** Eager, for all that is discovered from the first call on. */
    @Bean
    @Lazy(false)
    SmartInitializingSingleton discoveryMetrics(ObjectProvider<Discovery> discovery, MetricRegistry metrics) {
        return () -> discovery.ifAvailable(known -> known.bindTo(metrics));
    }

    @Bean
    HystrixMetrics hystrixMetrics(MetricRegistry metrics) {
        return new HystrixMetrics(metrics);
    }

    /** Wires what only a service that answers HTTP has. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
    static class Http {

        @Bean
        FilterRegistrationBean<HttpMetricsFilter> httpMetricsFilter(MetricRegistry metrics) {
            FilterRegistrationBean<HttpMetricsFilter> filter =
                    new FilterRegistrationBean<>(new HttpMetricsFilter(new HttpMetrics(metrics)));
            // Inside the request id, around everything else.
            filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 1);
            return filter;
        }

        @Bean
        MappedInterceptor routeInterceptor() {
            return new MappedInterceptor(null, new RouteInterceptor());
        }

        @Bean
        @Lazy
        PrometheusView prometheusView(MetricRegistry metrics, Identity identity) {
            return new PrometheusView(metrics, identity);
        }
    }
}
