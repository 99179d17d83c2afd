package io.slipway.bamboo.haproxy;

import io.slipway.bamboo.route.Balance;
import io.slipway.bamboo.route.Policy;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Renders one backend. */
final class Section {

    private final Pool pool;
    private final Ways.@Nullable Tls tls;
    private final StringBuilder text = new StringBuilder();

    /** @param tls where to send those who are to come again over HTTPS */
    Section(Pool pool, Ways.@Nullable Tls tls) {
        this.pool = pool;
        this.tls = tls;
    }

    String render() {
        text.append("backend ").append(Quoted.name(pool.name())).append('\n');
        policy(pool.policy());
        if (tls != null && pool.routes().stream().anyMatch(route -> route.redirectToHttps())) {
            line("http-request redirect code 308 location 'https://%[var(txn.host)]"
                    + (tls.port() == 443 ? "" : ":" + tls.port()) + "%[pathq]' unless { ssl_fc }");
        }
        pool.snippet().forEach(this::line);
        pool.slots().forEach(this::server);
        return text.toString();
    }

    private void policy(Policy policy) {
        if (policy.balance() != Balance.ROUNDROBIN) {
            line("balance " + policy.balance().word());
        }
        if (policy.balance() == Balance.SOURCE) {
            // Slots come and go: with the plain kind, every one of them would move everybody.
            line("hash-type consistent");
        }
        if (policy.sticky()) {
            // The cookie follows the server's address, so it survives reloads and other slots, and is alike on every
            // edge.
            line("cookie SLIPWAY insert indirect nocache httponly dynamic");
            line("dynamic-cookie-key " + Quoted.name(pool.name()));
        }
        timeout("server", policy.timeouts().server());
        timeout("tunnel", policy.timeouts().tunnel());
    }

    private void timeout(String what, @Nullable Duration duration) {
        if (duration != null) {
            line("timeout " + what + " " + duration.toMillis() + "ms");
        }
    }

    private void server(Slot slot) {
        Tenant target = slot.target();
        line("server " + Quoted.name(slot.name()) + " " + address(target)
                + (slot.weight() == 1 ? "" : " weight " + slot.weight())
                + (slot.use() == Slot.Use.READY ? "" : " disabled"));
    }

    private static String address(Tenant target) {
        String ip = target.address();
        return (ip.contains(":") ? "[" + ip + "]" : ip) + ":" + target.port();
    }

    private void line(String line) {
        text.append("    ").append(line).append('\n');
    }
}
