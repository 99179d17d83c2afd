package io.slipway.service.metrics;

import com.codahale.metrics.MetricRegistry;
import com.codahale.metrics.graphite.GraphiteReporter;
import com.codahale.metrics.jmx.JmxReporter;
import io.slipway.service.Identity;
import io.slipway.service.internal.BadBootEnvironment;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;

/** Wires who is sent what is measured; nobody unless the boot layer says so. */
@AutoConfiguration
final class ReportingAutoConfiguration {

    /** Wires Graphite where {@code SLIPWAY_GRAPHITE} names one. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty("slipway.graphite")
    static class Graphite {

        private static final Duration PATIENCE = Duration.ofSeconds(5);

        // Eager even where the application is lazy: nobody asks for it.
        @Bean(destroyMethod = "close")
        @Lazy(false)
        GraphiteReporter graphiteReporter(MetricRegistry metrics, Identity identity, Environment environment) {
            GraphiteTarget target = target(environment.getRequiredProperty("slipway.graphite"));
            Duration interval =
                    environment.getProperty("slipway.graphite-interval", Duration.class, Duration.ofSeconds(10));
            GraphiteReporter reporter = GraphiteReporter.forRegistry(metrics)
                    .prefixedWith(
                            GraphiteLines.step(identity.service()) + "." + GraphiteLines.step(identity.instance()))
                    .convertRatesTo(TimeUnit.SECONDS)
                    .convertDurationsTo(TimeUnit.MILLISECONDS)
                    .build(new GraphiteLines(target, PATIENCE));
            reporter.start(interval.toMillis(), TimeUnit.MILLISECONDS);
            return reporter;
        }

        private static GraphiteTarget target(String text) {
            try {
                return GraphiteTarget.parse(text);
            } catch (IllegalArgumentException e) {
                throw new BadBootEnvironment(e);
            }
        }
    }

    /** Wires JMX where {@code SLIPWAY_JMX} is true: a bean for each metric costs start time, and few look at them. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnBooleanProperty("slipway.jmx")
    static class Jmx {

        @Bean(initMethod = "start", destroyMethod = "close")
        @Lazy(false)
        JmxReporter jmxReporter(MetricRegistry metrics, Identity identity) {
            return JmxReporter.forRegistry(metrics)
                    .inDomain("slipway." + GraphiteLines.step(identity.service()))
                    .build();
        }
    }
}
