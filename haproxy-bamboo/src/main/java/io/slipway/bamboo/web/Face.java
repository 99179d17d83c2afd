package io.slipway.bamboo.web;

import io.slipway.bamboo.access.Accounts;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/**
 * Says where the page and the API listen, and who may use them.
 *
 * @param host address to listen on
 */
public record Face(String host, int port, Accounts accounts) {

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
