package io.slipway.registry;

/**
 * Pairs an answer with the index to wait on for the next one.
 *
 * @param index at least 1; lower than the one asked with means that the registry restarted: ask again from 0
 */
public record Indexed<T>(T value, long index) {

    public Indexed {
        // Consul's own rule: an index below 1 would make every following question answer at once.
        index = Math.max(1, index);
    }
}
