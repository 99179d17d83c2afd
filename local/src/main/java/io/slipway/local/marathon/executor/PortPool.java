package io.slipway.local.marathon.executor;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
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

    /** Reserves these very ports, inside the range or not, and any other for each 0; or none at all. */
    public Optional<List<Integer>> reserve(List<Integer> wanted) {
        List<Integer> fixed = wanted.stream().filter(port -> port != 0).toList();
        if (!fixed.stream().allMatch(this::isFree)) {
            return Optional.empty();
        }
        Deque<Integer> others = others(wanted.size() - fixed.size(), fixed);
        if (others.size() + fixed.size() < wanted.size()) {
            return Optional.empty();
        }
        List<Integer> ports = wanted.stream()
                .map(port -> port == 0 ? others.removeFirst() : port)
                .toList();
        reserved.addAll(ports);
        return Optional.of(ports);
    }

    /** Takes ports over together with the task that uses them. */
    public void adopt(Collection<Integer> ports) {
        reserved.addAll(ports);
    }

    public void release(Collection<Integer> ports) {
        reserved.removeAll(ports);
    }

    private Deque<Integer> others(int count, List<Integer> fixed) {
        Deque<Integer> ports = new ArrayDeque<>();
        for (int tried = first; tried <= last && ports.size() < count; tried++) {
            int port = next;
            next = port == last ? first : port + 1;
            if (!fixed.contains(port) && isFree(port)) {
                ports.add(port);
            }
        }
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
