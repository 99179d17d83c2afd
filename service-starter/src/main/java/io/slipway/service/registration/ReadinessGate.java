package io.slipway.service.registration;

import java.util.Optional;

/**
 * Keeps the service from being ready, and so from being registered, until something is there; any bean of this type counts.
 *
 * <pre>{@code
 * @Bean
 * ReadinessGate prices(PriceCache cache) {
 *     return () -> cache.isFilled() ? Optional.empty() : Optional.of("the prices to be read");
 * }
 * }</pre>
 *
 * <p>It is asked again and again while the service starts, on the main thread, and never once it was ready.
 */
@FunctionalInterface
public interface ReadinessGate {

    /** Stands open. */
    ReadinessGate OPEN = Optional::empty;

    /** Returns what the service waits for, as in "waits for the prices to be read", or nothing once it need not wait. */
    Optional<String> missing();
}
