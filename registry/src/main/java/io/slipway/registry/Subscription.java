package io.slipway.registry;

/** Ends the delivery of changes to a listener when closed; closing twice is no error. */
@FunctionalInterface
public interface Subscription extends AutoCloseable {

    @Override
    void close();
}
