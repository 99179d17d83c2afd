package io.slipway.local.consul.store;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Changes keys, as part of a {@link Draft}. */
public final class KvChanges {

    private final Draft draft;
    private Kv kv;

    KvChanges(Draft draft, Kv kv) {
        this.draft = draft;
        this.kv = kv;
    }

    public Kv result() {
        return kv;
    }

    /** Writes a value. A held lock stays held, but its count falls to 0: so does Consul. */
    public void put(String key, long flags, Bytes value) {
        KvEntry old = kv.entry(key);
        store(old, key, 0, flags, value, old == null ? null : old.session());
    }

    /**
     * Writes only over the version given.
     *
     * @param expected 0 to create only
     */
    public boolean putIf(String key, long flags, Bytes value, long expected) {
        KvEntry old = kv.entry(key);
        if ((old == null ? 0 : old.modifyIndex()) != expected) {
            return false;
        }
        put(key, flags, value);
        return true;
    }

    public void delete(String key) {
        if (kv.entry(key) != null) {
            kv = kv.without(key, draft.index());
            wrote(key, null);
        }
    }

    /** Deletes only the version given; a key that is not there counts as deleted. */
    public boolean deleteIf(String key, long expected) {
        KvEntry old = kv.entry(key);
        if (old == null) {
            return true;
        }
        if (old.modifyIndex() != expected) {
            return false;
        }
        delete(key);
        return true;
    }

    public void deleteBelow(String prefix) {
        kv.below(prefix).forEach(entry -> delete(entry.key()));
    }

    /** Takes the lock and writes the value; false while another session holds it or its lock-delay runs. */
    public boolean acquire(String key, long flags, Bytes value, String session) {
        requireNamed(session);
        if (draft.sessions().result().find(session) == null) {
            throw new Refused("invalid session \"" + session + "\"");
        }
        KvEntry old = kv.entry(key);
        String holder = old == null ? null : old.session();
        if (draft.sessions().result().isShut(key, draft.now()) || (holder != null && !holder.equals(session))) {
            return false;
        }
        long lockIndex = old == null ? 0 : old.lockIndex();
        store(old, key, holder == null ? lockIndex + 1 : lockIndex, flags, value, session);
        return true;
    }

    /** Gives the lock back and writes the value; false when the session does not hold it. */
    public boolean release(String key, long flags, Bytes value, String session) {
        requireNamed(session);
        KvEntry old = kv.entry(key);
        if (old == null || !session.equals(old.session())) {
            return false;
        }
        store(old, key, old.lockIndex(), flags, value, null);
        return true;
    }

    private static void requireNamed(String session) {
        if (session.isEmpty()) {
            throw new Refused("missing session");
        }
    }

    /** Takes every lock from a session that is gone. */
    void abandon(Session session) {
        for (KvEntry entry : kv.entries().values()) {
            if (Objects.equals(entry.session(), session.id())) {
                draft.sessions().shut(entry.key(), session.lockDelay());
                if (session.behavior().equals(Session.DELETE)) {
                    delete(entry.key());
                } else {
                    write(entry.withoutSession(draft.index()));
                }
            }
        }
    }

    private void store(
            @Nullable KvEntry old, String key, long lockIndex, long flags, Bytes value, @Nullable String session) {
        long created = old == null ? draft.index() : old.createIndex();
        KvEntry entry = new KvEntry(key, lockIndex, flags, value, session, created, draft.index());
        // The same content again wakes nobody.
        if (old == null || !old.equals(entry.at(old.modifyIndex()))) {
            write(entry);
        }
    }

    private void write(KvEntry entry) {
        kv = kv.with(entry);
        wrote(entry.key(), entry);
    }

    private void wrote(String key, @Nullable KvEntry entry) {
        draft.keep(Disk.Table.KEYS, key, entry);
        draft.touch(new Topic.Key(key));
        draft.touch(Topic.Table.KV);
    }
}
