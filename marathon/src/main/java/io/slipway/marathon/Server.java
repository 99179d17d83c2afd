package io.slipway.marathon;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/** Asks about the server itself. */
public interface Server {

    /** Tells whether a server answers. */
    boolean ping();

    Info info();

    /** Returns {@code host:port} of the leader; empty during an election. */
    Optional<String> leader();

    /** Has the leader step down, which ends its process; whoever watches over it starts it again. */
    void abdicate();

    List<JsonNode> plugins();

    /** Returns counters, gauges, histograms, meters and timers, by kind and name. */
    JsonNode metrics();

    /** Returns the metrics as Prometheus reads them. */
    String prometheusMetrics();

    /** Returns the level of every logger. */
    JsonNode loggers();

    /** @param seconds after which the level is what it was; 0 keeps it */
    void setLogger(String logger, String level, int seconds);

    /** Returns the flags that the server was started with. */
    JsonNode config();
}
