package io.slipway.registry.client;

/** Gives a thread back what it carried before; closed once, on the thread that opened it. */
@FunctionalInterface
public interface Scope extends AutoCloseable {

    @Override
    void close();
}
