package io.slipway.local.consul.store;

import java.util.ArrayList;
import java.util.List;

/** Fires events, as part of a {@link Draft}. */
public final class EventChanges {

    private static final int MOST_KEPT = 256;

    private final Draft draft;
    private List<UserEvent> events;

    EventChanges(Draft draft, List<UserEvent> events) {
        this.draft = draft;
        this.events = events;
    }

    List<UserEvent> result() {
        return events;
    }

    void forget() {
        events = List.of();
    }

    /** Adds an event, numbered after the last one. */
    public void fire(UserEvent event) {
        List<UserEvent> next = new ArrayList<>(events);
        long last = next.isEmpty() ? 1 : next.get(next.size() - 1).lTime();
        next.add(new UserEvent(
                event.id(),
                event.name(),
                event.payload(),
                event.nodeFilter(),
                event.serviceFilter(),
                event.tagFilter(),
                last + 1));
        events = List.copyOf(next.subList(Math.max(0, next.size() - MOST_KEPT), next.size()));
        draft.touch(Topic.Table.EVENTS);
    }
}
