package io.slipway.registry.registration;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.channels.DatagramChannel;

/**
 * Chooses one of this machine's addresses when nobody names one: the one it reaches the registry's agent from.
 *
 * <p>No list of network interfaces is guessed from: an agent on this machine finds the service at 127.0.0.1, and to one
 * elsewhere the kernel's own routes choose the interface, which that agent, and its checks, can answer to.
 */
public final class OwnHost {

    public static final String LOOPBACK = "127.0.0.1";

    private OwnHost() {}

    /** Returns an address without brackets; sends nothing, but may ask the name service. */
    public static String facing(URI agent) {
        String host = agent.getHost().replaceAll("[\\[\\]]", "");
        try (DatagramChannel route = DatagramChannel.open()) {
            InetAddress there = InetAddress.getByName(host);
            if (there.isLoopbackAddress() || there.isAnyLocalAddress()) {
                return LOOPBACK;
            }
            // Connecting a datagram socket looks up the route and sends nothing.
            route.connect(new InetSocketAddress(there, agent.getPort() < 1 ? 8500 : agent.getPort()));
            return text(((InetSocketAddress) route.getLocalAddress()).getAddress());
        } catch (IOException e) {
            // Without a route there is no agent either; the registration says so until there is one.
            return LOOPBACK;
        }
    }

    private static String text(InetAddress address) {
        String text = address.getHostAddress();
        int zone = text.indexOf('%');
        // The zone of an address counts on this machine only.
        return address instanceof Inet6Address && zone > 0 ? text.substring(0, zone) : text;
    }
}
