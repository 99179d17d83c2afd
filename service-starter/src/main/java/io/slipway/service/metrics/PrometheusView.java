package io.slipway.service.metrics;

import com.codahale.metrics.MetricRegistry;
import io.slipway.service.Identity;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Shows everything measured to Prometheus. */
@Hidden
@RestController
final class PrometheusView {

    private static final String TEXT = "text/plain;version=0.0.4;charset=utf-8";

    private final MetricRegistry metrics;
    private final Series about;

    PrometheusView(MetricRegistry metrics, Identity identity) {
        this.metrics = metrics;
        this.about = new Series("slipway_info", List.of())
                .with("service", identity.service())
                .with("version", identity.version())
                .with("instance_id", identity.instance())
                .with("team", identity.team());
    }

    // Without `produces`: whatever a scraper says it accepts, this is what there is.
    @GetMapping("/admin/prometheus")
    ResponseEntity<String> prometheus() {
        return ResponseEntity.ok().header("Content-Type", TEXT).body(PrometheusText.of(metrics, about));
    }
}
