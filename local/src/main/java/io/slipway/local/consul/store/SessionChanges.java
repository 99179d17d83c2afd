package io.slipway.local.consul.store;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.pcollections.TreePMap;

/** Changes sessions, as part of a {@link Draft}. */
public final class SessionChanges {

    private final Draft draft;
    private Sessions sessions;

    SessionChanges(Draft draft, Sessions sessions) {
        this.draft = draft;
        this.sessions = sessions;
    }

    public Sessions result() {
        return sessions;
    }

    /** Creates a session whose node and checks must be there and well. */
    public void create(Session session) {
        Catalog catalog = draft.catalog().result();
        if (catalog.node(session.node()) == null) {
            throw new Refused("Missing node registration");
        }
        for (String id : session.watched()) {
            Check check = catalog.check(session.node(), id);
            if (check == null) {
                throw new Refused("Missing check '" + id + "' registration");
            }
            if (check.is(Check.CRITICAL)) {
                throw new Refused("Check '" + id + "' is in critical state");
            }
        }
        Session created = session.at(draft.index());
        wrote(sessions.byId().plus(session.id(), created), session.id(), created);
    }

    /** Ends a session and lets go of its locks; an unknown id is no error. */
    public void end(String id) {
        Session session = sessions.find(id);
        if (session != null) {
            wrote(sessions.byId().minus(id), id, null);
            draft.kv().abandon(session);
        }
    }

    /** Ends all sessions, and every lock-delay with them. */
    void forget() {
        sessions.byId().keySet().forEach(this::end);
        sessions = new Sessions(sessions.byId(), TreePMap.empty(), sessions.index());
    }

    void endThoseWatching(String node, String checkId) {
        for (Session session : sessions.byId().values()) {
            if (session.node().equals(node) && session.watched().contains(checkId)) {
                end(session.id());
            }
        }
    }

    /** Ends the sessions that watch a check that is not there any more. */
    void endThoseWatchingNothing() {
        Catalog catalog = draft.catalog().result();
        for (Session session : sessions.byId().values()) {
            if (session.watched().stream()
                    .anyMatch(check ->
                            !check.equals(Check.SERF_HEALTH) && catalog.check(session.node(), check) == null)) {
                end(session.id());
            }
        }
    }

    void endThoseOn(String node) {
        for (Session session : sessions.byId().values()) {
            if (session.node().equals(node)) {
                end(session.id());
            }
        }
    }

    /** Keeps a key from being locked for a while. */
    void shut(String key, Duration delay) {
        TreePMap<String, Instant> running = sessions.shutUntil();
        for (var entry : running.entrySet()) {
            if (!draft.now().isBefore(entry.getValue())) {
                running = running.minus(entry.getKey());
            }
        }
        if (!delay.isZero()) {
            running = running.plus(key, draft.now().plus(delay));
        }
        sessions = new Sessions(sessions.byId(), running, sessions.index());
    }

    private void wrote(TreePMap<String, Session> byId, String id, @Nullable Session session) {
        sessions = new Sessions(byId, sessions.shutUntil(), draft.index());
        draft.keep(Disk.Table.SESSIONS, id, session);
        draft.touch(Topic.Table.SESSIONS);
    }
}
