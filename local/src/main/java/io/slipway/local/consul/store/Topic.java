package io.slipway.local.consul.store;

/** Names something that can change, for those who wait for it. */
public sealed interface Topic {

    /** A whole table. */
    enum Table implements Topic {
        KV,
        NODES,
        SERVICES,
        CHECKS,
        SESSIONS,
        EVENTS
    }

    /** One key. */
    record Key(String key) implements Topic {}

    /** Every key that begins so. */
    record Prefix(String prefix) implements Topic {}

    /** The instances of a service, their checks and their nodes. */
    record ServiceNamed(String name) implements Topic {}

    /** A service as this agent registered it. */
    record AgentService(String id) implements Topic {}
}
