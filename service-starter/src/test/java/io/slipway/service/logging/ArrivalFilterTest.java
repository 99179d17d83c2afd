package io.slipway.service.logging;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.registry.client.Deadline;
import io.slipway.registry.client.TraceContext;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.MDC;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

final class ArrivalFilterTest {

    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String SPAN = "b7ad6b7169203331";

    private final Arrivals arrivals =
            new Arrivals(new RequestIds(() -> "fresh"), () -> new Random(1), () -> 1_000_000L);
    private final ArrivalFilter filter = new ArrivalFilter(arrivals::read);
    private final MockHttpServletRequest request = new MockHttpServletRequest("GET", "/orders/1");
    private final MockHttpServletResponse response = new MockHttpServletResponse();

    /** Is what a thread carries. */
    record Carried(Map<String, String> mdc, Optional<TraceContext> trace, Optional<Deadline> deadline) {
        static Carried now() {
            Map<String, String> mdc = MDC.getCopyOfContextMap();
            return new Carried(mdc == null ? Map.of() : mdc, TraceContext.current(), Deadline.current());
        }
    }

    @AfterEach
    void nothingIsLeftOnTheThread() {
        assertThat(Carried.now()).isEqualTo(new Carried(Map.of(), Optional.empty(), Optional.empty()));
    }

    @Test
    void aRequestCarriesWhatItsHeadersSayInASpanOfItsOwn() throws Exception {
        request.addHeader("X-Request-Id", "asked-1");
        request.addHeader("traceparent", "00-" + TRACE + "-" + SPAN + "-01");
        request.addHeader("tracestate", "a=1");
        request.addHeader("tracestate", "b=2");
        request.addHeader("X-Slipway-Deadline", "250");
        Carried carried = served();
        TraceContext trace = carried.trace().orElseThrow();
        assertThat(trace.traceId()).isEqualTo(TRACE);
        assertThat(trace.spanId()).isNotEqualTo(SPAN);
        assertThat(trace.sampled()).isTrue();
        assertThat(trace.state()).isEqualTo("a=1,b=2");
        assertThat(carried.deadline()).hasValue(Deadline.in(Duration.ofMillis(250), 1_000_000L));
        assertThat(carried.mdc()).isEqualTo(Map.of("requestId", "asked-1", "traceId", TRACE, "spanId", trace.spanId()));
        assertThat(response.getHeader("X-Request-Id")).isEqualTo("asked-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense", "00-" + TRACE + "-" + SPAN, "ff-" + TRACE + "-" + SPAN + "-01", "\"}{\n"})
    void garbageBeginsSomethingNew(String garbage) throws Exception {
        request.addHeader("X-Request-Id", garbage);
        request.addHeader("traceparent", garbage);
        request.addHeader("tracestate", garbage);
        request.addHeader("X-Slipway-Deadline", garbage);
        Carried carried = served();
        assertThat(carried.deadline()).isEmpty();
        assertThat(carried.trace().orElseThrow().traceId())
                .matches("[0-9a-f]{32}")
                .isNotEqualTo(TRACE);
        assertThat(carried.mdc()).containsKeys("requestId", "traceId", "spanId");
        assertThat(String.join("", carried.mdc().values())).matches("[A-Za-z0-9-]+");
    }

    @Test
    void twoTracesAreNone() throws Exception {
        request.addHeader("traceparent", "00-" + TRACE + "-" + SPAN + "-01");
        request.addHeader("traceparent", "00-" + TRACE + "-" + SPAN + "-01");
        assertThat(served().trace().orElseThrow().traceId()).isNotEqualTo(TRACE);
    }

    @Test
    void everyDispatchOfARequestCarriesTheSame() throws Exception {
        Carried first = served();
        request.removeAttribute("io.slipway.service.logging.ArrivalFilter.FILTERED");
        assertThat(served()).isEqualTo(first);
    }

    @Test
    void whatTheServiceLeavesOnTheThreadGoesToo() throws Exception {
        filter.doFilter(request, response, (asked, answer) -> MDC.put("user", "ada"));
    }

    @Test
    void whatNobodyCaughtIsAnsweredWith500() throws Exception {
        filter.doFilter(request, response, (asked, answer) -> {
            throw new ServletException(new IllegalStateException("secret"));
        });
        assertThat(response.getStatus()).isEqualTo(500);
        assertThat(response.getErrorMessage()).isNull();
    }

    @Test
    void anAnswerThatIsOnItsWayIsLeftAsItIs() throws Exception {
        filter.doFilter(request, response, (asked, answer) -> {
            answer.flushBuffer();
            throw new IOException("Broken pipe");
        });
        assertThat(response.getStatus()).isEqualTo(200);
    }

    @Test
    void aTaskCarriesItToItsThreadAndLeavesNothingThere() throws Exception {
        AtomicReference<Carried> inTask = new AtomicReference<>();
        AtomicReference<Carried> afterwards = new AtomicReference<>();
        AtomicReference<Runnable> task = new AtomicReference<>();
        request.addHeader("X-Slipway-Deadline", "250");
        FilterChain chain = (asked, answer) -> task.set(new CarryArrival().decorate(() -> inTask.set(Carried.now())));
        filter.doFilter(request, response, chain);
        Thread thread = new Thread(() -> {
            task.get().run();
            afterwards.set(Carried.now());
        });
        thread.start();
        thread.join();
        assertThat(inTask.get().mdc()).containsKeys("requestId", "traceId", "spanId");
        assertThat(inTask.get().trace()).isPresent();
        assertThat(inTask.get().deadline()).isPresent();
        assertThat(afterwards.get()).isEqualTo(new Carried(Map.of(), Optional.empty(), Optional.empty()));
    }

    private Carried served() throws Exception {
        AtomicReference<Carried> carried = new AtomicReference<>();
        filter.doFilter(request, response, (asked, answer) -> carried.set(Carried.now()));
        return carried.get();
    }
}
