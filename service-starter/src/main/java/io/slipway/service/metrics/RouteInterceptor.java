package io.slipway.service.metrics;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;

/** Tells an exchange the pattern its path matched, as soon as Spring knows. */
final class RouteInterceptor implements HandlerInterceptor {

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        Exchange exchange = Exchange.of(request);
        Object pattern = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        if (exchange != null && pattern != null && request.getDispatcherType() != DispatcherType.ERROR) {
            exchange.matched(pattern.toString());
        }
        return true;
    }
}
