package io.slipway.local.consul.store;

import org.jspecify.annotations.Nullable;

/**
 * Holds one key with its value and its lock.
 *
 * @param lockIndex how often the lock was taken
 * @param flags an unsigned 64-bit number that means something to the writer only
 * @param session the lock's holder
 */
public record KvEntry(
        String key,
        long lockIndex,
        long flags,
        Bytes value,
        @Nullable String session,
        long createIndex,
        long modifyIndex) {

    KvEntry at(long index) {
        return new KvEntry(key, lockIndex, flags, value, session, createIndex, index);
    }

    KvEntry withoutSession(long index) {
        return new KvEntry(key, lockIndex, flags, value, null, createIndex, index);
    }
}
