package io.slipway.registry;

import java.net.URI;
import java.time.Duration;

/** Tells the registry how to find out whether an instance is healthy. */
public sealed interface Check {

    /** Asks a URL: 2xx is passing, 429 warning, anything else critical. */
    record Http(URI url, Duration interval, Duration timeout) implements Check {

        public Http {
            requirePositive("interval", interval);
            requirePositive("timeout", timeout);
        }
    }

    /**
     * Asks a URL over TLS, and judges as {@link Http} does.
     *
     * @param verified whether the agent checks the certificate against the authorities that it trusts itself
     */
    record Https(URI url, Duration interval, Duration timeout, boolean verified) implements Check {

        public Https {
            if (!"https".equals(url.getScheme())) {
                throw new IllegalArgumentException("Not a URL to check over TLS: " + url + ".");
            }
            requirePositive("interval", interval);
            requirePositive("timeout", timeout);
        }
    }

    /** Opens a connection. */
    record Tcp(String host, int port, Duration interval, Duration timeout) implements Check {

        public Tcp {
            requirePositive("interval", interval);
            requirePositive("timeout", timeout);
        }
    }

    /**
     * Waits for the instance to say how it is, see {@link Registry#report}, and takes it for critical when it does not.
     *
     * @param ttl how long one report counts; at least ten seconds, so that one slow moment takes nobody out
     */
    record Ttl(Duration ttl) implements Check {

        public static final Duration SHORTEST = Duration.ofSeconds(10);

        public Ttl {
            if (ttl.compareTo(SHORTEST) < 0) {
                throw new IllegalArgumentException(
                        "A check cannot wait " + ttl.toMillis() + " ms for a report: at least " + SHORTEST.toSeconds()
                                + " s, so that one slow moment takes nobody out.");
            }
        }
    }

    private static void requirePositive(String what, Duration duration) {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException("A check's " + what + " cannot be " + duration.toMillis() + " ms.");
        }
    }
}
