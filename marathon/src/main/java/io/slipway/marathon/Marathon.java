package io.slipway.marathon;

import java.util.function.Consumer;

/**
 * Speaks to a Marathon.
 *
 * <p>Every method blocks and throws {@link MarathonException} for every answer but success. A deployment neither times
 * out nor fails by itself: whoever starts one brings a deadline. Implementations are safe for use by several threads.
 */
public interface Marathon extends Apps, Tasks, Groups, Deployments, Server, AutoCloseable {

    /**
     * Listens until closed, reconnecting by itself.
     *
     * @param listener is called on one thread; may throw, which is logged
     * @param connected is called after every connect: events were missed, fetch the state again
     */
    AutoCloseable listen(Consumer<MarathonEvent> listener, Runnable connected);

    @Override
    void close();
}
