package io.slipway.bamboo.source;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Resolves the hosts that tasks and instances run on: HAProxy is given IP addresses and nothing else, since one name that does not
 * resolve makes it refuse a whole configuration. For one thread.
 */
final class Addresses {

    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.:_-]{1,253}");

    private Map<String, String> known = Map.of();

    /** Returns the address by host; asks the resolver only about hosts that are new. */
    Map<String, String> update(Collection<String> hosts) {
        Map<String, String> now = new HashMap<>();
        for (String host : hosts) {
            if (HOST.matcher(host).matches() && !now.containsKey(host)) {
                resolve(host, now);
            }
        }
        known = Map.copyOf(now);
        return known;
    }

    private void resolve(String host, Map<String, String> into) {
        String before = known.get(host);
        try {
            into.put(host, before != null ? before : InetAddress.getByName(host).getHostAddress());
        } catch (UnknownHostException e) {
            // The task stays without an address, and the page says so.
        }
    }
}
