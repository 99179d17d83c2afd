package io.slipway.registry;

import java.net.URI;
import java.time.Duration;

/** Tells the registry how to find out whether an instance is healthy. */
public sealed interface Check {

    Duration interval();

    Duration timeout();

    /** Asks a URL: 2xx is passing, 429 warning, anything else critical. */
    record Http(URI url, Duration interval, Duration timeout) implements Check {}

    /** Opens a connection. */
    record Tcp(String host, int port, Duration interval, Duration timeout) implements Check {}
}
