package io.slipway.registry.consul;

import io.slipway.registry.Check;
import io.slipway.registry.Registration;
import java.time.Duration;
import org.kiwiproject.consul.model.agent.ImmutableRegCheck;

/** Spells a check as Consul's register call wants it. */
final class CheckBody {

    private CheckBody() {}

    /** Returns the id that Consul gives to the only check of an instance. */
    static String id(String instanceId) {
        return "service:" + instanceId;
    }

    static ImmutableRegCheck of(Registration registration) {
        ImmutableRegCheck.Builder body = ImmutableRegCheck.builder()
                // Whoever announces is ready; without this Consul calls it critical until the first check.
                .status("passing")
                .deregisterCriticalServiceAfter(duration(registration.deregisterAfter()));
        Check check = registration.check();
        if (check instanceof Check.Http http) {
            asked(body, http.interval(), http.timeout()).http(http.url().toString());
        } else if (check instanceof Check.Https https) {
            asked(body, https.interval(), https.timeout())
                    .http(https.url().toString())
                    .tlsSkipVerify(!https.verified());
        } else if (check instanceof Check.Tcp tcp) {
            String host = tcp.host().contains(":") ? "[" + tcp.host() + "]" : tcp.host();
            asked(body, tcp.interval(), tcp.timeout()).tcp(host + ":" + tcp.port());
        } else {
            body.ttl(duration(((Check.Ttl) check).ttl()));
        }
        return body.build();
    }

    private static ImmutableRegCheck.Builder asked(
            ImmutableRegCheck.Builder body, Duration interval, Duration timeout) {
        return body.interval(duration(interval)).timeout(duration(timeout));
    }

    /** Writes a duration as Go reads it. */
    private static String duration(Duration duration) {
        return duration.toMillis() + "ms";
    }
}
