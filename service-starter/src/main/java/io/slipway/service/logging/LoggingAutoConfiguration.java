package io.slipway.service.logging;

import jakarta.servlet.DispatcherType;
import java.util.EnumSet;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;

/** Wires what a request carries; the log format itself is set before there is a context. */
@AutoConfiguration
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
final class LoggingAutoConfiguration {

    @Bean
    FilterRegistrationBean<ArrivalFilter> arrivalFilter() {
        RequestIds ids = new RequestIds(() -> UUID.randomUUID().toString());
        Arrivals arrivals = new Arrivals(ids, ThreadLocalRandom::current, System::nanoTime);
        FilterRegistrationBean<ArrivalFilter> filter = new FilterRegistrationBean<>(new ArrivalFilter(arrivals::read));
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
        filter.setDispatcherTypes(EnumSet.allOf(DispatcherType.class));
        return filter;
    }

    @Bean
    CarryArrival carryArrival() {
        return new CarryArrival();
    }
}
