package io.slipway.local.consul.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Prepares the next state: one change, made whole or not at all.
 *
 * <p>A draft lives inside {@link Store#change}; when the change throws, the draft is thrown away.
 */
public final class Draft {

    private final long index;
    private final Instant now;
    private final Set<Topic> touched = new HashSet<>();
    private final List<Disk.Write> writes = new ArrayList<>();
    private final KvChanges kv;
    private final CatalogChanges catalog;
    private final AgentChanges agent;
    private final SessionChanges sessions;
    private final EventChanges events;

    Draft(State base, Instant now) {
        this.index = base.index() + 1;
        this.now = now;
        this.kv = new KvChanges(this, base.kv());
        this.catalog = new CatalogChanges(this, base.catalog());
        this.agent = new AgentChanges(this, base.agent());
        this.sessions = new SessionChanges(this, base.sessions());
        this.events = new EventChanges(this, base.events());
    }

    public KvChanges kv() {
        return kv;
    }

    public CatalogChanges catalog() {
        return catalog;
    }

    public AgentChanges agent() {
        return agent;
    }

    public SessionChanges sessions() {
        return sessions;
    }

    public EventChanges events() {
        return events;
    }

    /**
     * Takes away everything but the agent itself.
     *
     * @return the ids of the checks that went
     */
    public Set<String> forget() {
        Set<String> checks = Set.copyOf(agent.result().checks().keySet());
        sessions.forget();
        kv.deleteBelow("");
        agent.forget();
        catalog.forgetOthers();
        events.forget();
        return checks;
    }

    long index() {
        return index;
    }

    Instant now() {
        return now;
    }

    void touch(Topic topic) {
        touched.add(topic);
    }

    Set<Topic> touched() {
        return touched;
    }

    /** Has a record kept on disk, or with null taken from it. */
    void keep(Disk.Table table, String key, @Nullable Record record) {
        writes.add(new Disk.Write(table, key, record));
    }

    List<Disk.Write> writes() {
        return writes;
    }

    State finish() {
        return new State(index, kv.result(), catalog.result(), agent.result(), sessions.result(), events.result());
    }
}
