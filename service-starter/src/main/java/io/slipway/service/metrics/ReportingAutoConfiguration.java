package io.slipway.service.metrics;

import com.codahale.metrics.MetricRegistry;
import io.slipway.service.Identity;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;

/** Wires who is sent what is measured. */
@AutoConfiguration
final class ReportingAutoConfiguration {

    // Eager even where the application is lazy: nobody asks for it. Not conditional: conditions are judged at build
    // time
    // where a service is wired then, and these are the boot layer's.
    @Bean
    @Lazy(false)
    Reports reports(MetricRegistry metrics, Identity identity, Environment environment) {
        return Reports.begin(metrics, identity, environment);
    }
}
