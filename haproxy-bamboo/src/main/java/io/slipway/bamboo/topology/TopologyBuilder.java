package io.slipway.bamboo.topology;

import io.slipway.bamboo.route.Policy;
import io.slipway.bamboo.route.Route;
import io.slipway.bamboo.topology.Topology.LeftOut;
import io.slipway.marathon.App;
import io.slipway.marathon.AppId;
import io.slipway.marathon.Task;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Builds a topology from what Marathon and Consul last said; the same words give the same topology. */
public final class TopologyBuilder {

    private static final Set<String> DEAD = Set.of(
            "TASK_FAILED", "TASK_FINISHED", "TASK_KILLED", "TASK_ERROR", "TASK_GONE", "TASK_DROPPED", "TASK_UNKNOWN");
    private static final Set<String> UNREACHABLE = Set.of("TASK_UNREACHABLE", "TASK_LOST");

    private final MarathonView marathon;
    private final Map<String, ConsulView> consul;
    private final Map<Route, AppId> owners = new HashMap<>();
    private final List<Backend> backends = new ArrayList<>();
    private final List<LeftOut> leftOut = new ArrayList<>();

    private TopologyBuilder(MarathonView marathon, Map<String, ConsulView> consul) {
        this.marathon = marathon;
        this.consul = consul;
    }

    /**
     * Builds the topology.
     *
     * @param consul by service; a service that is not there counts as not yet answered
     */
    public static Topology build(MarathonView marathon, Map<String, ConsulView> consul) {
        if (!marathon.known()) {
            return Topology.UNKNOWN;
        }
        TopologyBuilder builder = new TopologyBuilder(marathon, consul);
        marathon.apps().stream().sorted(Comparator.comparing(App::id)).forEach(builder::add);
        return new Topology(true, builder.backends, builder.leftOut);
    }

    /** Returns the service under which an app's tasks register in Consul; absent for an app that is not routed. */
    public static @Nullable String service(App app) {
        try {
            return RouteLabels.of(app.spec().labels()).service();
        } catch (IllegalArgumentException badLabel) {
            return null;
        }
    }

    /** Tells whether an app asks for a route, in whatever words. */
    public static boolean asksForRoute(App app) {
        Map<String, String> labels = app.spec().labels();
        return labels.containsKey("HAPROXY_0_PATH") || labels.containsKey("HAPROXY_0_VHOST");
    }

    private void add(App app) {
        RouteLabels labels;
        try {
            labels = RouteLabels.of(app.spec().labels());
        } catch (IllegalArgumentException badLabel) {
            leftOut.add(new LeftOut(app.id().path(), badLabel.getMessage() + "."));
            return;
        }
        if (!labels.routes().isEmpty() && claim(app.id(), labels.routes())) {
            String service = labels.service();
            backends.add(new Backend(
                    BackendName.of(app.id()),
                    Origin.MARATHON,
                    app.id().path(),
                    service == null ? app.id().path().substring(1) : service,
                    labels.routes(),
                    Policy.DEFAULT,
                    servers(app, service)));
        }
    }

    /** Takes every route or none: apps come sorted by id, so that every edge names the same loser. */
    private boolean claim(AppId app, List<Route> routes) {
        for (Route route : routes) {
            AppId owner = owners.get(route);
            if (owner != null) {
                leftOut.add(new LeftOut(
                        app.path(), "The route " + route + " belongs to " + owner + " already: choose another one."));
                return false;
            }
        }
        routes.forEach(route -> owners.put(route, app));
        return true;
    }

    private List<Server> servers(App app, @Nullable String service) {
        boolean checked = app.spec().hasHealthChecks();
        return app.tasks().stream()
                .sorted(Comparator.comparing(Task::id))
                .map(task -> server(task, checked, service))
                .toList();
    }

    private Server server(Task task, boolean checked, @Nullable String service) {
        String host = task.host() == null ? "" : task.host();
        int port = task.ports().isEmpty() ? 0 : task.ports().get(0);
        String address = marathon.addresses().getOrDefault(host, "");
        boolean healthy = marathon.healthy().contains(task.id());
        ConsulStatus seen = service == null
                ? ConsulStatus.UNKNOWN
                : consul.getOrDefault(service, ConsulView.PENDING).of(task.id());
        Standing standing = standing(task, checked, healthy, service != null, seen);
        Server server = new Server(task.id(), host, address, port, task.state(), healthy, seen, standing, 1);
        return server.takes() && !server.isAddressed() ? server.standing(Standing.NO_ADDRESS) : server;
    }

    private Standing standing(Task task, boolean checked, boolean healthy, boolean registers, ConsulStatus seen) {
        if (DEAD.contains(task.state())) {
            return Standing.DEAD;
        }
        if (UNREACHABLE.contains(task.state())) {
            return Standing.UNREACHABLE;
        }
        if (task.state().equals("TASK_KILLING") || marathon.dying().contains(task.id())) {
            return Standing.DYING;
        }
        if (!task.isRunning()) {
            return Standing.STARTING;
        }
        if (checked && !healthy) {
            return task.healthCheckResults().isEmpty() ? Standing.STARTING : Standing.UNHEALTHY;
        }
        // While Consul is silent about it, Marathon alone may vouch for a task, but only by a check that passes.
        boolean vouched = seen == ConsulStatus.PASSING || (seen == ConsulStatus.UNKNOWN && checked);
        return !registers || vouched ? Standing.SERVES : Standing.NOT_IN_CONSUL;
    }
}
