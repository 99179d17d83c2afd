package io.slipway.registry.client;

import io.slipway.registry.ServiceInstance;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/** Takes along in one HTTP request what the chain decided of it, and brings back how far it got. */
final class Sending {

    private final List<String> headers = new ArrayList<>(6);
    private @Nullable ServiceInstance instance;
    // Written on the thread that sends, which is also the one that judges.
    private boolean reached;
    private int connectMillis;
    private int status;

    static Request in(Request request) {
        return request.newBuilder().tag(Sending.class, new Sending()).build();
    }

    static Sending of(Request request) {
        Sending sending = request.tag(Sending.class);
        if (sending == null) {
            throw new IllegalStateException("A client's request was made without its factory.");
        }
        return sending;
    }

    void to(ServiceInstance picked) {
        instance = picked;
    }

    /** Adds a header, unless the method that is called says something else in its place. */
    void header(String name, String value) {
        headers.add(name);
        headers.add(value);
    }

    void connectWithin(int millis) {
        connectMillis = millis;
    }

    int connectMillis() {
        return connectMillis;
    }

    void reached() {
        reached = true;
    }

    void answered(int code) {
        status = code;
    }

    /** Returns whether there was a connection; where there was none, nothing was sent. */
    boolean wasReached() {
        return reached;
    }

    /** Returns the status of the answer, 0 before there is one. */
    int status() {
        return status;
    }

    /** Returns the request that is sent for the one that Retrofit made. */
    Request addressed(Request request, BaseUrls urls) throws IOException {
        if (instance == null) {
            throw new IllegalStateException("No instance was picked for " + request.url());
        }
        Request.Builder addressed = request.newBuilder().url(urls.at(instance, request.url()));
        for (int i = 0; i < headers.size(); i += 2) {
            if (request.header(headers.get(i)) == null) {
                addressed.header(headers.get(i), headers.get(i + 1));
            }
        }
        return addressed.build();
    }
}
