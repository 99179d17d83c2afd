package io.slipway.bamboo.fleet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.bamboo.apply.EdgeState;
import io.slipway.registry.Registry;
import io.slipway.registry.RegistryException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Publishes in the registry what this edge routes, {@code <prefix>/<name>}, so that operators see where edges differ and
 * deployers wait until every edge has drained a task.
 *
 * <pre>{@code
 * {"edge": "web-1", "at": "2026-…", "model": "1f0c…", "lastApply": {"kind": "reload", "at": "…", "ok": true},
 *  "reloads": 3, "drifts": 0, "oldWorkers": 0, "drained": ["orders.4e1b"]}
 * }</pre>
 */
public final class Beacon implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PACE = Duration.ofSeconds(1);
    /** How often to say so although nothing changed: whoever is silent for several of these has gone. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(30);

    private final Registry registry;
    private final String key;
    private final String self;
    private final Supplier<EdgeState> state;
    private final Clock clock;
    private final ScheduledExecutorService publisher = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "edge-beacon");
        thread.setDaemon(true);
        return thread;
    });
    private String last = "";
    private long lastAt;

    private Beacon(Registry registry, String prefix, String self, Supplier<EdgeState> state, Clock clock) {
        this.registry = registry;
        this.key = prefix + "/" + self;
        this.self = self;
        this.state = state;
        this.clock = clock;
    }

    /**
     * Begins to publish.
     *
     * @param self the name of this edge, which no other has
     */
    public static Beacon light(Registry registry, String prefix, String self, Supplier<EdgeState> state, Clock clock) {
        Beacon beacon = new Beacon(registry, prefix, self, state, clock);
        var unused = beacon.publisher.scheduleWithFixedDelay(
                beacon::publish, PACE.toMillis(), PACE.toMillis(), TimeUnit.MILLISECONDS);
        return beacon;
    }

    /** Reads what every edge last published, by name. */
    public static Map<String, JsonNode> edges(Registry registry, String prefix) {
        Map<String, JsonNode> edges = new TreeMap<>();
        registry.entries(prefix + "/", 0, Duration.ZERO).value().forEach((key, entry) -> {
            try {
                edges.put(key.substring(prefix.length() + 1), JSON.readTree(entry.value()));
            } catch (IOException spoiled) {
                // Somebody else wrote there; it says nothing of an edge.
            }
        });
        return edges;
    }

    private void publish() {
        ObjectNode said = said(state.get());
        boolean due = System.nanoTime() - lastAt > HEARTBEAT.toNanos();
        if (!said.toString().equals(last) || due) {
            String now = said.toString();
            try {
                registry.put(key, said.put("at", clock.instant().toString()).toString());
                last = now;
                lastAt = System.nanoTime();
            } catch (RegistryException away) {
                // The next turn tries again; the sources say already that it is away.
            }
        }
    }

    private ObjectNode said(EdgeState now) {
        ObjectNode json = JSON.createObjectNode()
                .put("edge", self)
                .put("model", now.layout().modelHash());
        json.putObject("lastApply")
                .put("kind", now.lastApply().kind().name().toLowerCase(Locale.ROOT))
                .put("at", now.lastApply().at().toString())
                .put("ok", now.lastApply().ok());
        json.put("reloads", now.haproxy().reloads())
                .put("drifts", now.haproxy().drifts())
                .put("oldWorkers", now.haproxy().oldWorkers());
        ArrayNode drained = json.putArray("drained");
        now.drained().forEach(drained::add);
        return json;
    }

    @Override
    public void close() {
        publisher.shutdownNow();
        try {
            registry.delete(key);
        } catch (RegistryException away) {
            // It is old enough soon to be taken for gone.
        }
    }
}
