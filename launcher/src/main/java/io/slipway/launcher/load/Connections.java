package io.slipway.launcher.load;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedDeque;

/** Keeps idle connections for reuse; the one that was used last goes first. Safe for several threads. */
final class Connections implements Closeable {

    private final InetSocketAddress server;
    private final Duration limit;
    private final ConcurrentLinkedDeque<Connection> idle = new ConcurrentLinkedDeque<>();
    private volatile boolean closed;

    Connections(InetSocketAddress server, Duration limit) {
        this.server = server;
        this.limit = limit;
    }

    /** Sends a request once and says what came of it, whatever that is. */
    Outcome send(Request request) {
        try {
            Connection connection = take();
            try {
                Response response = connection.exchange(request.bytes(server));
                if (response.keepsConnection()) {
                    giveBack(connection);
                } else {
                    connection.close();
                }
                return new Outcome.Answered(response.status(), response.body());
            } catch (IOException e) {
                connection.close();
                throw e;
            }
        } catch (IOException e) {
            return new Outcome.Unanswered(kind(e));
        }
    }

    private Connection take() throws IOException {
        for (Connection connection = idle.poll(); connection != null; connection = idle.poll()) {
            if (!connection.isStale()) {
                return connection;
            }
            connection.close();
        }
        return Connection.open(server, limit);
    }

    private void giveBack(Connection connection) {
        idle.push(connection);
        if (closed) {
            close();
        }
    }

    private String kind(IOException failure) {
        if (failure instanceof SocketTimeoutException) {
            return "no answer in " + limit.toMillis() + " ms";
        }
        if (failure instanceof ConnectException) {
            return "connection refused";
        }
        if (failure instanceof EOFException) {
            return String.valueOf(failure.getMessage());
        }
        return failure instanceof SocketException ? "connection reset" : String.valueOf(failure.getMessage());
    }

    @Override
    public void close() {
        closed = true;
        for (Connection connection = idle.poll(); connection != null; connection = idle.poll()) {
            connection.close();
        }
    }
}
