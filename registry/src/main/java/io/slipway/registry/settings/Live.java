package io.slipway.registry.settings;

/** Holds the last good value of a settings record. */
@FunctionalInterface
public interface Live<T> {

    /** Returns the value now in force: one volatile read. */
    T get();
}
