package io.slipway.service.metrics;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/** Times every request, to the end of its last dispatch. */
final class HttpMetricsFilter extends OncePerRequestFilter {

    private final HttpMetrics metrics;

    HttpMetricsFilter(HttpMetrics metrics) {
        this.metrics = metrics;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Exchange exchange = Exchange.begin(metrics, request);
        // Until it returns, an exception is on its way up, which the server turns into a 500 after this filter.
        boolean returned = false;
        try {
            chain.doFilter(request, response);
            returned = true;
        } finally {
            if (returned && request.isAsyncStarted()) {
                request.getAsyncContext().addListener(new AtTheEnd(exchange, response));
            } else {
                exchange.ended(returned ? response.getStatus() : 500);
            }
        }
    }

    private static final class AtTheEnd implements AsyncListener {

        private final Exchange exchange;
        private final HttpServletResponse response;

        AtTheEnd(Exchange exchange, HttpServletResponse response) {
            this.exchange = exchange;
            this.response = response;
        }

        @Override
        public void onComplete(AsyncEvent event) {
            exchange.ended(response.getStatus());
        }

        @Override
        public void onTimeout(AsyncEvent event) {}

        @Override
        public void onError(AsyncEvent event) {}

        // Starting again drops the listeners: a streamed answer would end uncounted.
        @Override
        public void onStartAsync(AsyncEvent event) {
            event.getAsyncContext().addListener(this);
        }
    }
}
