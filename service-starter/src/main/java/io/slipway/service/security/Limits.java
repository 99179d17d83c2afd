package io.slipway.service.security;

import io.slipway.service.internal.BadBootEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.util.unit.DataSize;

/**
 * Holds how much a request may bring. Headers are the server's own matter.
 *
 * @param body but for multipart forms and those of a browser, for which Spring and the server have limits of their own
 */
record Limits(DataSize body) {

    /** @throws BadBootEnvironment when {@code slipway.limits.body} is no size */
    static Limits of(Environment environment) {
        String size = environment.getProperty("slipway.limits.body", "1MB");
        try {
            DataSize body = DataSize.parse(size.strip());
            if (!body.isNegative()) {
                return new Limits(body);
            }
        } catch (IllegalArgumentException e) {
            // Told below.
        }
        throw new BadBootEnvironment(new IllegalArgumentException(
                "slipway.limits.body is \"" + size + "\", expected a size, as in 512KB or 1MB."));
    }
}
