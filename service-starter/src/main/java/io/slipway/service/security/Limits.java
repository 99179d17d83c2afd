package io.slipway.service.security;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Holds how much a request may bring; {@code slipway.limits.*}. Headers are the server's own matter.
 *
 * @param body but for multipart forms and those of a browser, for which Spring and the server have limits of their own
 */
@ConfigurationProperties("slipway.limits")
record Limits(@DefaultValue("1MB") DataSize body) {

    Limits {
        if (body.isNegative()) {
            throw new IllegalArgumentException("slipway.limits.body is " + body + ": it cannot be less than 0.");
        }
    }
}
