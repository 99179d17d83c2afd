package io.slipway.service.security;

import jakarta.servlet.ServletException;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

/**
 * Notes whether a request is local before anything else has touched it.
 *
 * <p>A filter would come too late: where {@code server.forward-headers-strategy} is set, the address is by then what a header
 * said, and the header is gone.
 */
final class PeerValve extends ValveBase {

    private static final String LOCAL = PeerValve.class.getName() + ".local";

    PeerValve() {
        super(true);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        request.setAttribute(LOCAL, Peer.isLocal(request.getPeerAddr(), request));
        getNext().invoke(request, response);
    }

    /** Where no valve saw the request, on another server than Tomcat, nothing is local. */
    static boolean foundLocal(jakarta.servlet.ServletRequest request) {
        return Boolean.TRUE.equals(request.getAttribute(LOCAL));
    }
}
