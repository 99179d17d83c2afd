package io.slipway.local.marathon.executor;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reserves host ports for tasks; none that anybody on the machine listens on.
 *
 * <p>Goes round through the range, so that a port is used again as late as possible: a router may still know it under
 * its last owner. Not thread-safe.
 */
public final class PortPool {

    private final int first;
    private final int last;
    private final Set<Integer> reserved = new HashSet<>();
    private int next;

    public PortPool(int first, int last) {
        this.first = first;
        this.last = last;
        this.next = first;
    }

    /** Reserves as many ports as asked, or none. */
    public Optional<List<Integer>> reserve(int count) {
        List<Integer> ports = new ArrayList<>();
        for (int tried = first; tried <= last && ports.size() < count; tried++) {
            int port = next;
            next = port == last ? first : port + 1;
            if (isFree(port)) {
                ports.add(port);
            }
        }
        return ports.size() < count ? Optional.empty() : Optional.of(taken(ports));
    }

    /** Reserves these very ports, inside the range or not, or none. */
    public Optional<List<Integer>> reserveExactly(List<Integer> ports) {
        return ports.stream().allMatch(this::isFree) ? Optional.of(taken(ports)) : Optional.empty();
    }

    /** Takes ports over together with the task that uses them. */
    public void adopt(Collection<Integer> ports) {
        reserved.addAll(ports);
    }

    public void release(Collection<Integer> ports) {
        reserved.removeAll(ports);
    }

    private List<Integer> taken(List<Integer> ports) {
        reserved.addAll(ports);
        return ports;
    }

    private boolean isFree(int port) {
        if (reserved.contains(port)) {
            return false;
        }
        // Bound to every address but never listening: fails when anybody listens on the port on any address.
        try (Socket probe = new Socket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
