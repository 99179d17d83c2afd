package io.slipway.registry.registration;

import io.slipway.registry.CheckStatus;

/**
 * Says how an instance is, by its own word; for registrations with a {@link io.slipway.registry.Check.Ttl}.
 *
 * @param note what to tell operators; may be empty
 */
public record Condition(CheckStatus status, String note) {

    public static final Condition PASSING = new Condition(CheckStatus.PASSING, "");
}
