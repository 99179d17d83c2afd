package io.slipway.bamboo.topology;

import io.slipway.bamboo.rule.Rule;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Holds all that a topology is built from: the last good word of every source.
 *
 * @param consul by service; a service that is not there counts as not yet answered
 * @param tagged the tags that ask for routes, by the service in Consul that has them
 * @param rules those of operators that hold now
 */
public record Words(
        MarathonView marathon, Map<String, ConsulView> consul, Map<String, Set<String>> tagged, List<Rule> rules) {

    public Words {
        consul = Map.copyOf(consul);
        tagged = Map.copyOf(tagged);
        rules = List.copyOf(rules);
    }

    /** Returns the words of an edge that knows apps alone. */
    public static Words of(MarathonView marathon, Map<String, ConsulView> consul) {
        return new Words(marathon, consul, Map.of(), List.of());
    }

    /** Tells whether anybody has spoken who can ask for routes. */
    boolean known() {
        return marathon.known();
    }
}
