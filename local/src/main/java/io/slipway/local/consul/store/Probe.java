package io.slipway.local.consul.store;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Says how the agent finds out a check's status. */
public sealed interface Probe {

    /** The check's type, as Consul names it. */
    String type();

    /** Waits to be told, and takes silence for critical. */
    record Ttl(Duration ttl) implements Probe {
        @Override
        public String type() {
            return "ttl";
        }
    }

    /** Asks a URL: 2xx is passing, 429 warning, anything else critical. */
    record Http(
            String url,
            String method,
            Map<String, List<String>> headers,
            String body,
            boolean skipVerify,
            Duration interval,
            Duration timeout)
            implements Probe {
        @Override
        public String type() {
            return "http";
        }
    }

    /** Opens a connection. */
    record Tcp(String address, Duration interval, Duration timeout) implements Probe {
        @Override
        public String type() {
            return "tcp";
        }
    }

    /** Runs a program: 0 is passing, 1 warning, anything else critical. */
    record Script(List<String> arguments, Duration interval, Duration timeout) implements Probe {
        @Override
        public String type() {
            return "script";
        }
    }

    /** Says what is known of another service. */
    record Alias(String node, String service) implements Probe {
        @Override
        public String type() {
            return "alias";
        }
    }

    /** Stays critical until an operator takes it away. */
    record Maintenance() implements Probe {
        @Override
        public String type() {
            return "maintenance";
        }
    }
}
