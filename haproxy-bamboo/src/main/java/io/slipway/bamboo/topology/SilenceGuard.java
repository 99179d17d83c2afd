package io.slipway.bamboo.topology;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Keeps a backend's servers where Consul alone misses all of them at once: an agent that restarted with nothing looks
 * just like that, and comes to its senses within seconds. Where Consul insists, it is believed.
 *
 * <p>For one thread.
 */
public final class SilenceGuard {

    private final Duration patience;
    private final Map<String, Instant> heldSince = new HashMap<>();
    private Topology last = Topology.UNKNOWN;

    /** @param patience how long Consul has to say the same before it is believed */
    public SilenceGuard(Duration patience) {
        this.patience = patience;
    }

    /** Returns the topology to apply. */
    public Topology pass(Topology wanted, Instant now) {
        List<Backend> backends =
                wanted.backends().stream().map(backend -> held(backend, now)).toList();
        heldSince.keySet().retainAll(backends.stream().map(Backend::name).toList());
        last = new Topology(wanted.known(), backends, wanted.leftOut());
        return last;
    }

    /** Returns one line per backend that is held, by service. */
    public List<String> held() {
        Map<String, String> lines = new TreeMap<>();
        for (Backend backend : last.backends()) {
            long held = backend.servers().stream()
                    .filter(server -> server.standing() == Standing.HELD)
                    .count();
            if (held > 0) {
                lines.put(
                        backend.service(),
                        "Consul lists no healthy instance of " + backend.service() + " any more, "
                                + (backend.origin() == Origin.MARATHON ? "while Marathon runs " : "and had ") + held
                                + ": held.");
            }
        }
        return List.copyOf(lines.values());
    }

    private Backend held(Backend wanted, Instant now) {
        if (wanted.servers().stream().anyMatch(Server::takes)) {
            heldSince.remove(wanted.name());
            return wanted;
        }
        Map<String, Server> took = new TreeMap<>();
        last.backend(wanted.name()).map(Backend::servers).orElse(List.of()).stream()
                .filter(Server::takes)
                .forEach(server -> took.put(server.task(), server));
        List<Server> kept = new ArrayList<>();
        for (Server server : wanted.servers()) {
            boolean missed = server.standing() == Standing.NOT_IN_CONSUL && took.containsKey(server.task());
            kept.add(missed ? server.standing(Standing.HELD) : server);
            took.remove(server.task());
        }
        // An instance that Consul alone knows is not even listed any more.
        took.values().stream()
                .filter(Server::isOfConsulAlone)
                .forEach(server -> kept.add(server.standing(Standing.HELD)));
        if (kept.stream().noneMatch(Server::takes) || insists(wanted.name(), now)) {
            return wanted;
        }
        return wanted.withServers(kept);
    }

    private boolean insists(String backend, Instant now) {
        Instant since = heldSince.computeIfAbsent(backend, name -> now);
        return since.plus(patience).isBefore(now);
    }
}
