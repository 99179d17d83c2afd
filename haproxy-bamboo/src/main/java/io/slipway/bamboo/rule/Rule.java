package io.slipway.bamboo.rule;

import io.slipway.bamboo.route.Policy;
import io.slipway.bamboo.route.Route;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Orders something of the edge that no app asked for.
 *
 * @param id lower-case letters, digits and inner dashes, at most 63
 * @param owner who answers for it
 * @param reason why it is there
 * @param expires when it ends by itself; absent for a lasting one
 * @param version of the set in which it became what it is; 0 before it is saved
 */
public record Rule(
        String id,
        Action action,
        String owner,
        String reason,
        @Nullable Instant expires,
        long version) {

    /** Says what is ordered. */
    public sealed interface Action permits Send, Drain {}

    /**
     * Sends the requests of a route to apps and services, in shares.
     *
     * @param to at least one
     * @param snippet lines for HAProxy's backend section, for operators alone; mostly empty
     */
    public record Send(Route route, Policy policy, List<Target> to, List<String> snippet) implements Action {

        public Send {
            to = List.copyOf(to);
            snippet = List.copyOf(snippet);
        }
    }

    /** Sends a task, or an instance in Consul, no new requests. */
    public record Drain(String instance) implements Action {}

    /**
     * Names a part of those who answer.
     *
     * @param name {@code /shop/orders} for an app, {@code orders} for a service in Consul
     * @param weight its share beside the other targets', whatever the number of servers; 0 to 256
     */
    public record Target(String name, int weight) {

        /** Tells whether an app in Marathon is meant, and no service in Consul. */
        public boolean isApp() {
            return name.startsWith("/");
        }
    }

    public boolean isActive(Instant now) {
        return expires == null || now.isBefore(expires);
    }

    Rule saved(long in) {
        return new Rule(id, action, owner, reason, expires, in);
    }

    /** Tells whether two say the same, whenever they were saved. */
    boolean saysSame(Rule other) {
        return saved(0).equals(other.saved(0));
    }
}
