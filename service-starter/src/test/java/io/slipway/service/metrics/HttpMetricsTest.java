package io.slipway.service.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.codahale.metrics.MetricRegistry;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.servlet.HandlerMapping;

final class HttpMetricsTest {

    private final MetricRegistry metrics = new MetricRegistry();
    private final HttpMetrics http = new HttpMetrics(metrics);

    @Test
    void everyPathOfARouteCountsAsOne() {
        http.record(request("GET", "/orders/1", "/orders/{id}"), 200, 1_000_000);
        http.record(request("GET", "/orders/2", "/orders/{id}"), 503, 1_000_000);
        http.record(request("GET", "/orders/x", "/orders/{id}"), 400, 1_000_000);
        assertThat(metrics.getNames())
                .containsExactly(
                        "http.GET /orders/{id}", "http.GET /orders/{id}.errors", "http.GET /orders/{id}.refused");
        assertThat(metrics.timer("http.GET /orders/{id}").getCount()).isEqualTo(3);
        assertThat(metrics.meter("http.GET /orders/{id}.errors").getCount()).isEqualTo(1);
    }

    @Test
    void aStrangerCannotInventNames() {
        http.record(request("BREW", "/a", null), 404, 1);
        http.record(request("\u0000", "/b", null), 404, 1);
        http.record(request("GET", "/" + "c".repeat(1000), null), 404, 1);
        assertThat(metrics.getTimers().keySet()).containsExactly("http.GET unmatched", "http.OTHER unmatched");
    }

    private static MockHttpServletRequest request(String method, String path, String pattern) {
        MockHttpServletRequest request = new MockHttpServletRequest(method, path);
        request.setAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE, pattern);
        return request;
    }
}
