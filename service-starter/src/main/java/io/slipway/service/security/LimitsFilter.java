package io.slipway.service.security;

import io.slipway.service.problem.Problem;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/** Refuses a body that is too large: at once where the request says so, else as soon as it has been read too far. */
final class LimitsFilter extends OncePerRequestFilter {

    private final Limits limits;

    LimitsFilter(Limits limits) {
        this.limits = limits;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (isMultipart(request)) {
            chain.doFilter(request, response);
        } else if (request.getContentLengthLong() > limits.body().toBytes()) {
            Problem.send(
                    request, response, HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE, BodyTooLarge.detail(limits));
        } else {
            chain.doFilter(new LimitedRequest(request, limits), response);
        }
    }

    private static boolean isMultipart(HttpServletRequest request) {
        String type = request.getContentType();
        return type != null && type.regionMatches(true, 0, "multipart/", 0, "multipart/".length());
    }
}
