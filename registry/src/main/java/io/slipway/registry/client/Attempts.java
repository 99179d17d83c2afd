package io.slipway.registry.client;

import io.slipway.registry.ServiceInstance;
import java.util.ArrayList;
import java.util.List;
import okhttp3.Interceptor;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/** Notes which instances one call tried; it travels in the request, on the one thread that makes the call. */
final class Attempts {

    private final List<String> notes = new ArrayList<>(2);
    private @Nullable ServiceInstance current;
    private boolean reached;

    static Request noteIn(Request request) {
        return request.newBuilder().tag(Attempts.class, new Attempts()).build();
    }

    static Attempts of(Request request) {
        Attempts attempts = request.tag(Attempts.class);
        return attempts == null ? new Attempts() : attempts;
    }

    /** Returns the interceptor that runs only once there is a connection. */
    static Interceptor reached() {
        return chain -> {
            of(chain.request()).reached = true;
            return chain.proceed(chain.request());
        };
    }

    void begin(ServiceInstance instance) {
        current = instance;
        reached = false;
    }

    void end(String outcome) {
        if (current != null) {
            notes.add(current.id() + " at " + current.address() + ": " + outcome);
        }
    }

    /** Returns whether the last instance tried accepted a connection. */
    boolean wasReached() {
        return reached;
    }

    String lastInstance() {
        return current == null ? "" : current.id();
    }

    @Override
    public String toString() {
        return notes.isEmpty() ? "No instance was tried." : "Tried " + String.join("; ", notes) + ".";
    }
}
