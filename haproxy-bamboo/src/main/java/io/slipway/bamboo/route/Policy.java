package io.slipway.bamboo.route;

/**
 * Says how a backend's requests are treated once they are its own.
 *
 * @param sticky whether a client stays with its server, by a cookie that follows the server's address
 */
public record Policy(Mode mode, Balance balance, boolean sticky, Timeouts timeouts) {

    public static final Policy DEFAULT = new Policy(Mode.HTTP, Balance.ROUNDROBIN, false, Timeouts.DEFAULT);
}
