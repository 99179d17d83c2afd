package io.slipway.bench.registry;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;

/** Answers every request with the same item, as quickly as a server of the usual kind can. */
final class AnsweringServer implements AutoCloseable {

    private static final byte[] ITEM = "{\"id\":\"42\",\"name\":\"screws\",\"count\":7,\"shelves\":[\"a1\",\"b2\"]}"
            .getBytes(StandardCharsets.UTF_8);

    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server, 1, 1);

    static AnsweringServer start() {
        AnsweringServer started = new AnsweringServer();
        started.connector.setHost("127.0.0.1");
        started.server.addConnector(started.connector);
        started.server.setHandler(new Item());
        try {
            started.server.start();
        } catch (Exception e) { // Wide because Jetty declares no less.
            throw new IllegalStateException("Jetty does not start.", e);
        }
        return started;
    }

    int port() {
        return connector.getLocalPort();
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) { // Wide because Jetty declares no less.
            throw new IllegalStateException("Jetty does not stop.", e);
        }
    }

    private static final class Item extends Handler.Abstract.NonBlocking {

        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
            response.getHeaders().put(HttpHeader.CONTENT_LENGTH, ITEM.length);
            response.write(true, ByteBuffer.wrap(ITEM), callback);
            return true;
        }
    }
}
