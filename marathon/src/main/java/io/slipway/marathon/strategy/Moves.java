package io.slipway.marathon.strategy;

import java.util.List;

/**
 * Says what to do next, all of it at once.
 *
 * @param create how many new copies to start
 * @param drain ids of those that the load balancer is to send no new requests to
 * @param kill ids of those that are drained
 */
public record Moves(int create, List<String> drain, List<String> kill) {

    public static final Moves NONE = new Moves(0, List.of(), List.of());

    public Moves {
        drain = List.copyOf(drain);
        kill = List.copyOf(kill);
    }

    public boolean isEmpty() {
        return create == 0 && drain.isEmpty() && kill.isEmpty();
    }
}
