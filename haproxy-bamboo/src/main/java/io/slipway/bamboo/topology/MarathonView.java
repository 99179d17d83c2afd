package io.slipway.bamboo.topology;

import io.slipway.marathon.App;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Holds what Marathon last said.
 *
 * @param known false until it answered once; everything else is empty then
 * @param healthy ids of tasks whose checks pass, and of those whose results Marathon forgot when its leader changed
 * @param dying ids of tasks that an event said are being killed, or are dead
 * @param addresses IP address by host name; a host that does not resolve is absent
 */
public record MarathonView(
        boolean known, List<App> apps, Set<String> healthy, Set<String> dying, Map<String, String> addresses) {

    public static final MarathonView UNKNOWN = new MarathonView(false, List.of(), Set.of(), Set.of(), Map.of());

    public MarathonView {
        apps = List.copyOf(apps);
        healthy = Set.copyOf(healthy);
        dying = Set.copyOf(dying);
        addresses = Map.copyOf(addresses);
    }
}
