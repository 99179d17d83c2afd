package io.slipway.bamboo.web;

import io.javalin.http.Handler;
import io.javalin.http.HandlerType;

/**
 * Answers one kind of request.
 *
 * @param path as in Javalin: {@code {name}} for one segment, {@code <name>} for several
 */
record Endpoint(HandlerType method, String path, Right right, Handler handler) {

    /** Tells what somebody must be allowed for it. */
    enum Right {
        /** Nothing: it tells nothing. */
        NONE,
        READ,
        WRITE
    }

    static Endpoint open(String path, Handler handler) {
        return new Endpoint(HandlerType.GET, path, Right.NONE, handler);
    }

    static Endpoint read(String path, Handler handler) {
        return new Endpoint(HandlerType.GET, path, Right.READ, handler);
    }

    static Endpoint write(HandlerType method, String path, Handler handler) {
        return new Endpoint(method, path, Right.WRITE, handler);
    }
}
