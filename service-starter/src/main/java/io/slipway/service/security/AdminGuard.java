package io.slipway.service.security;

import io.slipway.service.problem.Problem;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets operators in: whoever asks from this machine itself, and whoever knows the token.
 *
 * <p>All others are told what to do, with 401 where a token would open, 403 where none is configured. An operator is the
 * request's user, to whom health shows its details; others see that it is up and no more.
 */
final class AdminGuard extends OncePerRequestFilter {

    private static final Pattern BEARER = Pattern.compile("(?i)Bearer +(\\S+) *");
    private static final Principal OPERATOR = () -> "operator";

    private final AdminPaths paths;
    private final AdminToken token;

    AdminGuard(AdminPaths paths, AdminToken token) {
        this.paths = paths;
        this.token = token;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!paths.concern(request)) {
            chain.doFilter(request, response);
        } else if (isOperator(request)) {
            chain.doFilter(new OfOperator(request), response);
        } else if (paths.guard(request)) {
            refuse(request, response);
        } else {
            chain.doFilter(request, response);
        }
    }

    private boolean isOperator(HttpServletRequest request) {
        return PeerValve.foundLocal(request)
                || offered(request).filter(token::isRight).isPresent();
    }

    private static Optional<String> offered(HttpServletRequest request) {
        String header = request.getHeader("Authorization");
        Matcher bearer = BEARER.matcher(header == null ? "" : header);
        return bearer.matches() ? Optional.of(bearer.group(1)) : Optional.empty();
    }

    private void refuse(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<String> problem = token.problem();
        if (problem.isPresent()) {
            Problem.send(request, response, HttpServletResponse.SC_FORBIDDEN, problem.get());
        } else {
            response.setHeader("WWW-Authenticate", "Bearer");
            Problem.send(
                    request,
                    response,
                    HttpServletResponse.SC_UNAUTHORIZED,
                    "This page is for operators: send the header Authorization: Bearer with the token that"
                            + " SLIPWAY_ADMIN_TOKEN_FILE holds, or ask from the machine the service runs on.");
        }
    }

    private static final class OfOperator extends HttpServletRequestWrapper {

        OfOperator(HttpServletRequest request) {
            super(request);
        }

        @Override
        public Principal getUserPrincipal() {
            Principal own = super.getUserPrincipal();
            return own == null ? OPERATOR : own;
        }
    }
}
