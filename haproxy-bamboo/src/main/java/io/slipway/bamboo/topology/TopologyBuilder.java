package io.slipway.bamboo.topology;

import io.slipway.bamboo.route.Mode;
import io.slipway.bamboo.route.Route;
import io.slipway.bamboo.rule.Rule;
import io.slipway.bamboo.rule.Rule.Drain;
import io.slipway.bamboo.rule.Rule.Send;
import io.slipway.bamboo.rule.Rule.Target;
import io.slipway.bamboo.topology.Topology.LeftOut;
import io.slipway.marathon.App;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Builds a topology from what the sources last said; the same words give the same topology. */
public final class TopologyBuilder {

    private final Words words;
    private final Doors doors;
    private final Set<String> drained;
    private final Map<String, App> apps = new HashMap<>();
    private final Map<Route, String> owners = new HashMap<>();
    private final Map<Integer, String> bytePorts = new HashMap<>();
    private final List<Backend> claims = new ArrayList<>();
    private final List<LeftOut> leftOut = new ArrayList<>();

    private TopologyBuilder(Words words, Doors doors) {
        this.words = words;
        this.doors = doors;
        this.drained = words.rules().stream()
                .map(Rule::action)
                .filter(Drain.class::isInstance)
                .map(drain -> ((Drain) drain).instance())
                .collect(Collectors.toSet());
        words.marathon().apps().forEach(app -> apps.put(app.id().path(), app));
    }

    public static Topology build(Words words, Doors doors) {
        return words.known() ? new TopologyBuilder(words, doors).build() : Topology.UNKNOWN;
    }

    /** Picks the tags that ask for routes out of all that Consul lists. */
    public static Map<String, Set<String>> tagged(Map<String, Set<String>> services) {
        Map<String, Set<String>> tagged = new HashMap<>();
        services.forEach((service, tags) -> {
            Set<String> asking =
                    tags.stream().filter(tag -> tag.startsWith(Ask.TAG)).collect(Collectors.toUnmodifiableSet());
            if (!asking.isEmpty()) {
                tagged.put(service, asking);
            }
        });
        return Map.copyOf(tagged);
    }

    /** Returns the services about whose health Consul is to be asked: those of routed apps, of tags and of rules. */
    public static Set<String> services(Words words, Doors doors) {
        Set<String> services = new HashSet<>(words.tagged().keySet());
        Set<String> targets = words.rules().stream()
                .map(Rule::action)
                .filter(Send.class::isInstance)
                .flatMap(send -> ((Send) send).to().stream())
                .map(Target::name)
                .collect(Collectors.toSet());
        targets.stream().filter(name -> !name.startsWith("/")).forEach(services::add);
        for (App app : words.marathon().apps()) {
            if (targets.contains(app.id().path()) || asksHere(app, doors)) {
                RouteLabels.service(app.spec().labels()).ifPresent(services::add);
            }
        }
        return services;
    }

    private static boolean asksHere(App app, Doors doors) {
        try {
            return !RouteLabels.of(app.spec().labels(), doors).asks().isEmpty();
        } catch (IllegalArgumentException badLabel) {
            // The topology names it.
            return false;
        }
    }

    /** Tells whether an app asks for a route, in whatever words. */
    public static boolean asksForRoute(App app) {
        return RouteLabels.ask(app.spec().labels());
    }

    private Topology build() {
        words.rules().forEach(this::rule);
        words.marathon().apps().forEach(this::app);
        words.tagged().forEach(this::service);
        // Whoever loses a dispute is the same on every edge, in whatever order the sources list them.
        claims.sort(Comparator.comparing((Backend claim) -> -priority(claim))
                .thenComparing(Backend::origin)
                .thenComparing(Backend::owner)
                .thenComparing(Backend::name));
        List<Backend> backends = claims.stream()
                .filter(this::claim)
                .sorted(Comparator.comparing(Backend::owner).thenComparing(Backend::name))
                .toList();
        leftOut.sort(Comparator.comparing(LeftOut::app).thenComparing(LeftOut::reason));
        return new Topology(true, backends, leftOut);
    }

    private static int priority(Backend claim) {
        return claim.routes().stream().mapToInt(Route::priority).max().orElse(0);
    }

    private void app(App app) {
        String owner = app.id().path();
        RouteLabels labels;
        try {
            labels = RouteLabels.of(app.spec().labels(), doors);
        } catch (IllegalArgumentException badLabel) {
            leftOut.add(new LeftOut(owner, badLabel.getMessage() + "."));
            return;
        }
        String service = labels.service();
        AppServers servers = new AppServers(words, drained, app, service);
        for (Ask ask : labels.asks()) {
            claims.add(new Backend(
                    BackendName.of(ask.port() == 0 ? owner : owner + "#" + ask.port()),
                    Origin.MARATHON,
                    owner,
                    service == null ? owner.substring(1) : service,
                    ask.routes(),
                    ask.policy(),
                    servers.at(ask.port(), ask.weight())));
        }
    }

    private void service(String service, Set<String> tags) {
        List<Ask> asks = new ArrayList<>();
        for (String tag : tags.stream().sorted().toList()) {
            try {
                asks.add(Ask.ofTag(tag));
            } catch (IllegalArgumentException badTag) {
                leftOut.add(new LeftOut("consul:" + service, badTag.getMessage() + "."));
            }
        }
        for (Mode mode : Mode.values()) {
            List<Ask> alike =
                    asks.stream().filter(ask -> ask.policy().mode() == mode).toList();
            if (!alike.isEmpty()) {
                claims.add(new Backend(
                        BackendName.of("consul:" + service + (mode == Mode.TCP ? "#tcp" : "")),
                        Origin.CONSUL,
                        "consul:" + service,
                        service,
                        alike.stream().flatMap(ask -> ask.routes().stream()).toList(),
                        alike.get(0).policy(),
                        instances(service)));
            }
        }
    }

    private void rule(Rule rule) {
        if (rule.action() instanceof Send send) {
            Shares shares = new Shares();
            send.to().forEach(target -> shares.add(target, target(target)));
            String owner = "rule:" + rule.id();
            claims.add(new Backend(
                    BackendName.of(owner),
                    Origin.RULE,
                    owner,
                    rule.id(),
                    List.of(send.route()),
                    send.policy(),
                    shares.spread(),
                    send.snippet()));
        }
    }

    private List<Server> target(Target target) {
        App app = apps.get(target.name());
        if (!target.isApp()) {
            return instances(target.name());
        }
        if (app == null) {
            return List.of();
        }
        String service = RouteLabels.service(app.spec().labels()).orElse(null);
        return new AppServers(words, drained, app, service).at(0, 1);
    }

    private List<Server> instances(String service) {
        ConsulView view = words.consul().getOrDefault(service, ConsulView.PENDING);
        return view.passing().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> instance(entry.getKey(), entry.getValue()))
                .toList();
    }

    private Server instance(String id, ConsulView.Place place) {
        Standing standing = drained.contains(id) ? Standing.DRAINED : Standing.SERVES;
        Server server = new Server(
                id, place.host(), place.address(), place.port(), "", false, ConsulStatus.PASSING, standing, 1);
        return server.takes() && !server.isAddressed() ? server.standing(Standing.NO_ADDRESS) : server;
    }

    /** Takes every route or none. */
    private boolean claim(Backend claim) {
        for (Route route : claim.routes()) {
            String reason = refusal(claim, route);
            if (!reason.isEmpty()) {
                leftOut.add(new LeftOut(claim.owner(), reason));
                return false;
            }
        }
        for (Route route : claim.routes()) {
            owners.put(route.requests(), claim.owner());
            if (claim.policy().mode() == Mode.TCP) {
                bytePorts.put(route.port(), claim.owner());
            }
        }
        return true;
    }

    private String refusal(Backend claim, Route route) {
        String owner = owners.get(route.requests());
        if (owner != null) {
            return "The route " + route + " belongs to " + owner + " already: choose another one.";
        }
        if (route.port() == 0) {
            return "";
        }
        if (doors.closed().containsKey(route.port())) {
            return "The port " + route.port() + " " + doors.closed().get(route.port()) + ": choose another one.";
        }
        boolean shared = claim.policy().mode() == Mode.TCP
                ? owners.keySet().stream().anyMatch(other -> other.port() == route.port())
                : bytePorts.containsKey(route.port());
        return shared ? "The port " + route.port() + " is used in the other mode already: choose another one." : "";
    }
}
