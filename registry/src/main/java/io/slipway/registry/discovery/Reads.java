package io.slipway.registry.discovery;

import io.slipway.registry.Registry;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds the connections of a discovery to a number: as many services wait for news on one of their own, the others take turns
 * on a few and are asked for every {@link #TURN}.
 *
 * <p>Consul cuts off whoever opens more than 200, counts by address, which all processes of a host may share, and goes on
 * counting one that waits until its wait is over, even when the client has left.
 */
final class Reads {

    static final Duration TURN = Duration.ofSeconds(5);

    private static final int SHARED = 4;
    private static final Logger log = LoggerFactory.getLogger(Discovery.class);

    private final Registry registry;
    private final int connections;
    private final Semaphore shared = new Semaphore(SHARED, true);
    private int watched;

    Reads(Registry registry, int connections) {
        this.registry = registry;
        this.connections = connections;
    }

    /** Returns how a further service is read. */
    synchronized ServiceReads of(String service) {
        watched++;
        if (watched <= connections) {
            return new ServiceReads(
                    (index, wait) -> registry.healthyInstances(service, index, wait),
                    () -> registry.confirmedInstances(service));
        }
        if (watched == connections + 1) {
            log.warn(
                    "{} services are watched on a connection each, and no more may be: {} and further ones are asked for"
                            + " every {} s. The option \"connections\" allows for more.",
                    connections,
                    service,
                    TURN.toSeconds());
        }
        Turns turns = new Turns(registry, service, TURN, shared);
        return new ServiceReads((index, wait) -> turns.next(index), turns::again);
    }

    /** Returns how many services have no connection of their own. */
    synchronized int polled() {
        return Math.max(0, watched - connections);
    }
}
