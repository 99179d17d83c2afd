package io.slipway.service.admin;

import com.codahale.metrics.MetricRegistry;
import com.codahale.metrics.json.MetricsModule;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.concurrent.TimeUnit;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Shows everything measured as Dropwizard's JSON: rates per second, durations in milliseconds. */
@Hidden
@RestController
final class MetricsView {

    private final MetricRegistry metrics;
    // Dropwizard's module is for Jackson 2; Spring's own mapper is Jackson 3.
    private final ObjectWriter json = new ObjectMapper()
            .registerModule(new MetricsModule(TimeUnit.SECONDS, TimeUnit.MILLISECONDS, false))
            .writerWithDefaultPrettyPrinter();

    MetricsView(MetricRegistry metrics) {
        this.metrics = metrics;
    }

    @GetMapping(path = "/admin/metrics", produces = MediaType.APPLICATION_JSON_VALUE)
    byte[] metrics() throws JsonProcessingException {
        return json.writeValueAsBytes(metrics);
    }
}
