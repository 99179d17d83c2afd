package io.slipway.marathon.http;

import io.slipway.marathon.Marathon;
import io.slipway.marathon.MarathonEvent;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** Speaks to a Marathon over HTTP, at any of several addresses. */
public final class MarathonClient implements Marathon, AppCalls, TaskCalls, GroupCalls, DeploymentCalls, ServerCalls {

    private final Transport transport;
    private final Set<EventStream> streams = ConcurrentHashMap.newKeySet();

    MarathonClient(List<URI> servers, Options options, RandomGenerator random) {
        this.transport = new Transport(servers, options, random);
    }

    /**
     * Prepares to speak; the first connection is made by the first call.
     *
     * @param servers tried in order, from the leader or the one that answered last, when one does not answer
     */
    public static Marathon connect(List<URI> servers) {
        return connect(servers, Options.DEFAULT);
    }

    /**
     * Prepares to speak, with credentials, TLS or time limits of one's own.
     *
     * @param servers the only ones that are sent credentials: name every Marathon that may become leader
     */
    public static Marathon connect(List<URI> servers, Options options) {
        return new MarathonClient(servers, options, RandomGenerator.getDefault());
    }

    @Override
    public Transport transport() {
        return transport;
    }

    @Override
    public AutoCloseable listen(Consumer<MarathonEvent> listener, Runnable connected) {
        EventStream stream = new EventStream(transport, listener, connected);
        streams.add(stream);
        stream.start();
        return () -> {
            streams.remove(stream);
            stream.close();
        };
    }

    @Override
    public void close() {
        streams.forEach(EventStream::close);
        streams.clear();
        transport.close();
    }
}
