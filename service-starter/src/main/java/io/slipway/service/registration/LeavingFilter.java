package io.slipway.service.registration;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.function.BooleanSupplier;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Asks callers to close their connections once the service is leaving.
 *
 * <p>A connection that is kept would be closed by the server when the drain is over, perhaps at the very moment the next
 * request is on its way.
 */
final class LeavingFilter extends OncePerRequestFilter {

    private final BooleanSupplier leaving;

    LeavingFilter(BooleanSupplier leaving) {
        this.leaving = leaving;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (leaving.getAsBoolean()) {
            response.setHeader("Connection", "close");
        }
        chain.doFilter(request, response);
    }
}
