package io.slipway.bamboo.web;

import io.slipway.bamboo.access.Accounts;
import io.slipway.bamboo.metrics.Reporting;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/**
 * Says how the edge shows itself: where the page and the API listen, who may use them, whom it reports to.
 *
 * @param host address to listen on
 */
public record Face(String host, int port, Accounts accounts, List<Reporting.Target> reports) {

    public Face {
        reports = List.copyOf(reports);
    }

    public Face(String host, int port, Accounts accounts) {
        this(host, port, accounts, List.of());
    }

    /** Lets everybody on this machine in, and nobody else. */
    public static Face onLoopback(int port) {
        return new Face("127.0.0.1", port, Accounts.NONE);
    }

    /** Returns why it may not be so, in whole sentences. */
    public List<String> problems() {
        try {
            boolean own = InetAddress.getByName(host).isLoopbackAddress();
            return own || accounts.asks()
                    ? List.of()
                    : List.of("The page and the API would listen on " + host + " and let everybody in: name a file of"
                            + " accounts, or listen on 127.0.0.1.");
        } catch (UnknownHostException e) {
            return List.of("The page and the API cannot listen on " + host + ", which is no address of this machine.");
        }
    }
}
