package io.slipway.service.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.codahale.metrics.MetricRegistry;
import jakarta.servlet.DispatcherType;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.servlet.HandlerMapping;

final class HttpMetricsTest {

    private final MetricRegistry metrics = new MetricRegistry();
    private final HttpMetrics http = new HttpMetrics(metrics);

    @Test
    void everyPathOfARouteCountsAsOne() {
        answer("GET", "/orders/1", "/orders/{id}", 200);
        answer("GET", "/orders/2", "/orders/{id}", 503);
        answer("GET", "/orders/x", "/orders/{id}", 400);
        assertThat(metrics.getNames())
                .containsExactly(
                        "http.GET./orders/{id}",
                        "http.GET./orders/{id}.errors",
                        "http.GET./orders/{id}.inFlight",
                        "http.GET./orders/{id}.refused");
        assertThat(metrics.timer("http.GET./orders/{id}").getCount()).isEqualTo(3);
        assertThat(metrics.meter("http.GET./orders/{id}.errors").getCount()).isEqualTo(1);
        assertThat(metrics.meter("http.GET./orders/{id}.refused").getCount()).isEqualTo(1);
    }

    @Test
    void aStrangerCannotInventNames() {
        answer("BREW", "/a", null, 404);
        answer("\u0000", "/b", null, 404);
        answer("GET", "/" + "c".repeat(1000), null, 404);
        assertThat(metrics.getTimers().keySet()).containsExactly("http.GET.unmatched", "http.OTHER.unmatched");
    }

    @Test
    void whatIsBeingAnsweredIsInFlightAndEndsOnce() {
        MockHttpServletRequest request = request("GET", "/orders/1", "/orders/{id}");
        Exchange exchange = Exchange.begin(http, request);
        assertThat(inFlight()).isZero();
        assertThat(match(request)).isTrue();
        assertThat(inFlight()).isOne();
        exchange.ended(200);
        exchange.ended(200);
        assertThat(inFlight()).isZero();
        assertThat(metrics.timer("http.GET./orders/{id}").getCount()).isOne();
    }

    @Test
    void thePageOfAnErrorIsNotTheRoute() {
        MockHttpServletRequest request = request("GET", "/orders/1", "/orders/{id}");
        Exchange exchange = Exchange.begin(http, request);
        assertThat(match(request)).isTrue();
        request.setDispatcherType(DispatcherType.ERROR);
        request.setAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE, "/error");
        assertThat(match(request)).isTrue();
        exchange.ended(500);
        assertThat(metrics.getTimers().keySet()).containsExactly("http.GET./orders/{id}");
    }

    private long inFlight() {
        return metrics.counter("http.GET./orders/{id}.inFlight").getCount();
    }

    private void answer(String method, String path, String pattern, int status) {
        MockHttpServletRequest request = request(method, path, pattern);
        Exchange exchange = Exchange.begin(http, request);
        assertThat(match(request)).isTrue();
        exchange.ended(status);
    }

    private static boolean match(MockHttpServletRequest request) {
        return new RouteInterceptor().preHandle(request, new MockHttpServletResponse(), "handler");
    }

    private static MockHttpServletRequest request(String method, String path, String pattern) {
        MockHttpServletRequest request = new MockHttpServletRequest(method, path);
        request.setAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE, pattern);
        return request;
    }
}
