package io.slipway.service.logging;

import io.slipway.registry.client.Scope;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.DisconnectedClientHelper;

/**
 * Lets a request carry its id, its trace and its deadline while it is served, on whichever thread that is; the answer
 * names the id.
 *
 * <p>What nobody else caught is logged here, where its line still belongs to the request, and answered with 500.
 */
final class ArrivalFilter extends OncePerRequestFilter {

    private static final Logger log = LoggerFactory.getLogger(ArrivalFilter.class);
    private static final String ATTRIBUTE = ArrivalFilter.class.getName();

    private final Function<HttpServletRequest, Arrival> arrivals;

    ArrivalFilter(Function<HttpServletRequest, Arrival> arrivals) {
        this.arrivals = arrivals;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException {
        Arrival arrival = arrivalOf(request);
        response.setHeader(RequestIds.HEADER, arrival.requestId());
        Scope scope = arrival.enter();
        try {
            serve(request, response, chain);
        } finally {
            scope.close();
        }
    }

    private static void serve(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException {
        try {
            chain.doFilter(request, response);
        } catch (ServletException | IOException | RuntimeException | Error e) { // Wide because it is the last to look.
            Throwable cause = e instanceof ServletException wrapped && wrapped.getRootCause() != null
                    ? wrapped.getRootCause()
                    : e;
            if (DisconnectedClientHelper.isClientDisconnectedException(cause)) {
                log.debug("Whoever asked is gone", cause);
            } else {
                log.error("{} was not answered as it should be", request.getMethod(), cause);
            }
            if (!response.isCommitted()) {
                response.sendError(HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
            }
        }
    }

    private Arrival arrivalOf(HttpServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof Arrival known) {
            return known;
        }
        Arrival arrival = arrivals.apply(request);
        request.setAttribute(ATTRIBUTE, arrival);
        return arrival;
    }

    // The later dispatches of one request run on other threads and carry the same.
    @Override
    protected boolean shouldNotFilterAsyncDispatch() {
        return false;
    }

    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return false;
    }
}
