package io.slipway.local.platform;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Optional;

/**
 * Names a port the platform needs that somebody else holds.
 *
 * @param use what the platform needs it for
 * @param owner who holds it, as well as Linux lets us see
 */
public record TakenPort(int port, String use, String owner) {

    /** Returns those of the platform's ports that cannot be listened on. */
    public static List<TakenPort> among(Addresses addresses) {
        return addresses.listeners().entrySet().stream()
                .filter(listener -> isTaken(listener.getKey()))
                .map(listener -> new TakenPort(
                        listener.getKey(),
                        listener.getValue(),
                        PortOwner.of(listener.getKey()).describe()))
                .toList();
    }

    /** Returns the next base whose ports are all free. */
    public static Optional<Addresses> freeAfter(Addresses addresses) {
        for (int base = addresses.portBase() + Addresses.SPAN; base <= Addresses.HIGHEST; base += Addresses.SPAN) {
            Addresses candidate = new Addresses(base);
            if (candidate.listeners().keySet().stream().noneMatch(TakenPort::isTaken)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    /** Says all of it at once, one line per port. */
    static String explain(List<TakenPort> taken, Optional<Addresses> instead) {
        StringBuilder text = new StringBuilder(taken.size() == 1 ? "A port is taken" : "Ports are taken")
                .append(", so nothing was started:\n");
        taken.forEach(port -> text.append("  %d, for %s, by %s%n".formatted(port.port(), port.use(), port.owner())));
        text.append("Stop ").append(taken.size() == 1 ? "it" : "them").append(", or take other ports");
        text.append(
                instead.map(free -> ", as with --port-base " + free.portBase()).orElse(" with --port-base"));
        return text.append('.').toString();
    }

    /** HAProxy shares a port with another HAProxy without a word (SO_REUSEPORT); this socket does not. */
    @SuppressWarnings("AddressSelection") // 127.0.0.1, which is one address.
    private static boolean isTaken(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(Addresses.HOST, port));
            return false;
        } catch (IOException e) {
            return true;
        }
    }
}
