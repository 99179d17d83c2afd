package io.slipway.bamboo.topology;

import io.slipway.bamboo.rule.Rule.Target;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Spreads requests over targets by their weights, whatever the number of servers that each of them has. */
final class Shares {

    private static final int FINEST = 256;

    private final Map<Target, List<Server>> servers = new LinkedHashMap<>();

    void add(Target target, List<Server> of) {
        servers.put(target, of);
    }

    List<Server> spread() {
        double heaviest =
                servers.keySet().stream().mapToDouble(this::perServer).max().orElse(0);
        boolean alike = servers.keySet().stream().allMatch(target -> perServer(target) == heaviest);
        List<Server> spread = new ArrayList<>();
        servers.forEach((target, of) -> {
            int weight = weight(perServer(target), heaviest, alike);
            of.forEach(server -> spread.add(server.weight(weight)));
        });
        return spread;
    }

    private static int weight(double own, double heaviest, boolean alike) {
        if (own == 0) {
            return 0;
        }
        return alike ? 1 : (int) Math.max(1, Math.round(own * FINEST / heaviest));
    }

    private double perServer(Target target) {
        long takers = servers.getOrDefault(target, List.of()).stream()
                .filter(Server::takes)
                .count();
        return target.weight() / (double) Math.max(1, takers);
    }
}
