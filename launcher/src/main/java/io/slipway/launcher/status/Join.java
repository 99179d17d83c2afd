package io.slipway.launcher.status;

import io.slipway.launcher.wire.ConsulInstance;
import io.slipway.launcher.wire.EdgeServer;
import io.slipway.marathon.App;
import io.slipway.marathon.Task;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Joins the three views: a task's id is its instance's id in Consul and its server's name at the edge. */
final class Join {

    /** The label that names the service an app registers under. */
    private static final String CONSUL = "consul";

    private final Views views;

    private Join(Views views) {
        this.views = views;
    }

    /** Returns the services sorted by name, their instances by address. */
    static List<Service> of(Views views) {
        Join join = new Join(views);
        return Stream.concat(views.apps().stream().map(join::service), join.strangers())
                .sorted(Comparator.comparing(Service::name).thenComparing(Service::app))
                .toList();
    }

    private Service service(App app) {
        Map<String, String> labels = app.spec().labels();
        String name = labels.getOrDefault(CONSUL, app.id().underscored());
        List<Instance> instances = new ArrayList<>(
                app.tasks().stream().map(task -> instance(app, task)).toList());
        if (labels.containsKey(CONSUL)) {
            registered(name)
                    .filter(found ->
                            app.tasks().stream().noneMatch(task -> task.id().equals(found.id())))
                    .map(found -> gone(found, routes(labels)))
                    .forEach(instances::add);
        }
        instances.sort(Comparator.comparing(Instance::address));
        return new Service(
                name,
                app.id().path(),
                routes(labels),
                app.spec().instances(),
                !app.deployments().isEmpty(),
                instances);
    }

    private Instance instance(App app, Task task) {
        Map<String, String> labels = app.spec().labels();
        return new Instance(
                task.id(),
                task.host() == null || task.ports().isEmpty()
                        ? ""
                        : task.host() + ":" + task.ports().get(0),
                marathon(app, task),
                labels.containsKey(CONSUL) ? consul(task) : Instance.NOT_EXPECTED,
                edge(task.id(), routes(labels)));
    }

    private static String marathon(App app, Task task) {
        if (!task.isRunning()) {
            return task.state().replaceFirst("^TASK_", "").toLowerCase(Locale.ROOT);
        }
        if (!app.spec().hasHealthChecks()) {
            return "running";
        }
        return task.isHealthy() ? "healthy" : "unhealthy";
    }

    private String consul(Task task) {
        return views.consul().stream()
                .filter(found -> found.id().equals(task.id()))
                .map(ConsulInstance::status)
                .findFirst()
                .orElse(Instance.ABSENT);
    }

    private String edge(String task, String routes) {
        return views.edge().stream()
                .filter(server -> server.task().equals(task))
                .map(Join::word)
                .findFirst()
                .orElse(routes.isEmpty() ? Instance.NOT_EXPECTED : Instance.ABSENT);
    }

    private static String word(EdgeServer server) {
        return server.draining() ? "drain" : server.haproxy().toLowerCase(Locale.ROOT);
    }

    private Instance gone(ConsulInstance found, String routes) {
        return new Instance(found.id(), found.address(), Instance.ABSENT, found.status(), edge(found.id(), routes));
    }

    private Stream<ConsulInstance> registered(String service) {
        return views.consul().stream().filter(found -> found.service().equals(service));
    }

    /** Services that registered without Marathon: nothing is expected of them elsewhere. */
    private Stream<Service> strangers() {
        List<String> known = views.apps().stream()
                .flatMap(app -> Optional.ofNullable(app.spec().labels().get(CONSUL)).stream())
                .toList();
        return views.consul().stream()
                .filter(found -> !known.contains(found.service()))
                .collect(Collectors.groupingBy(ConsulInstance::service))
                .entrySet()
                .stream()
                .map(entry -> stranger(entry.getKey(), entry.getValue()));
    }

    private static Service stranger(String name, List<ConsulInstance> instances) {
        return new Service(
                name,
                "",
                "",
                0,
                false,
                instances.stream()
                        .map(found -> new Instance(
                                found.id(),
                                found.address(),
                                Instance.NOT_EXPECTED,
                                found.status(),
                                Instance.NOT_EXPECTED))
                        .toList());
    }

    /** {@code HAPROXY_0_PATH} and {@code HAPROXY_0_VHOST}, of which an app may have several. */
    private static String routes(Map<String, String> labels) {
        return labels.entrySet().stream()
                .filter(label -> label.getKey().matches("HAPROXY_\\d+_(PATH|VHOST)"))
                .map(Map.Entry::getValue)
                .collect(Collectors.joining(" "));
    }
}
