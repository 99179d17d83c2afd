package io.slipway.registry.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import okhttp3.Headers;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class CarriedHeadersTest extends ClientTest {

    @Test
    void theRequestIdBeingServedIsPassedOn() throws InterruptedException {
        one.register(registry);
        one.answer(ok(SCREWS_JSON));
        MDC.put("requestId", "abc-123");

        stock().find("42");

        assertThat(one.take().getHeaders().get("X-Request-Id")).isEqualTo("abc-123");
    }

    @Test
    void withoutAUsableRequestIdOneIsBegun() throws InterruptedException {
        one.register(registry);
        one.answer(ok(SCREWS_JSON));
        one.answer(ok(SCREWS_JSON));
        stock().find("42");
        MDC.put("requestId", "a\r\nForged: header");
        stock().find("42");

        assertThat(one.take().getHeaders().get("X-Request-Id")).matches("[0-9a-f]{16}");
        assertThat(one.take().getHeaders().get("X-Request-Id")).matches("[0-9a-f]{16}");
    }

    @Test
    void theTraceBeingServedIsPassedOn() throws InterruptedException {
        one.register(registry);
        one.answer(ok(SCREWS_JSON));
        TraceContext served = TraceContext.parse("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01", "a=b,c=d")
                .orElseThrow();

        try (Scope scope = served.makeCurrent()) {
            stock().find("42");
        }

        Headers headers = one.take().getHeaders();
        assertThat(headers.get("traceparent")).isEqualTo("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
        assertThat(headers.get("tracestate")).isEqualTo("a=b,c=d");
    }

    @Test
    void withoutATraceOneIsBegun() throws InterruptedException {
        one.register(registry);
        one.answer(ok(SCREWS_JSON));

        stock().find("42");

        Headers headers = one.take().getHeaders();
        assertThat(TraceContext.parse(headers.get("traceparent"), null)).isPresent();
        assertThat(headers.get("tracestate")).isNull();
    }

    @Test
    void whatTheCallersThreadCarriesGoesAlongOnAnotherThread() throws InterruptedException {
        one.register(registry);
        one.answer(ok(SCREWS_JSON));
        TraceContext served = TraceContext.begin(new Random(1));
        MDC.put("requestId", "abc-123");

        try (Scope ofTrace = served.makeCurrent();
                Scope ofDeadline =
                        Deadline.in(Duration.ofSeconds(4), System.nanoTime()).makeCurrent()) {
            assertThat(stock().future("42").join()).isEqualTo(SCREWS);
        }

        Headers headers = one.take().getHeaders();
        assertThat(headers.get("X-Request-Id")).isEqualTo("abc-123");
        assertThat(headers.get("traceparent")).isEqualTo(served.traceparent());
        assertThat(Long.parseLong(headers.get("X-Slipway-Deadline"))).isBetween(1L, 4000L);
    }

    @Test
    void theServiceLearnsHowLongItsCallerWaits() throws InterruptedException {
        one.register(registry);
        one.answer(ok(SCREWS_JSON));

        stock().find("42");

        assertThat(Long.parseLong(one.take().getHeaders().get("X-Slipway-Deadline")))
                .isBetween(1L, 5000L);
    }

    @Test
    void aDeadlineLaterThanTheTimeoutExtendsNothing() throws InterruptedException {
        one.register(registry);
        one.answer(ok(SCREWS_JSON));

        try (Scope scope = Deadline.in(Duration.ofHours(1), System.nanoTime()).makeCurrent()) {
            stock().find("42");
        }

        assertThat(Long.parseLong(one.take().getHeaders().get("X-Slipway-Deadline")))
                .isBetween(1L, 5000L);
    }
}
