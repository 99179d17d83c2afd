package io.slipway.launcher.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.launcher.wire.EdgeServer;
import io.slipway.launcher.wire.Wire;
import io.slipway.local.platform.Addresses;
import io.slipway.local.platform.Home;
import io.slipway.marathon.AppId;
import io.slipway.marathon.Marathon;
import io.slipway.marathon.Task;
import io.slipway.registry.Registry;
import io.slipway.registry.ServiceInstance;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Holds what the chapters share: where things are, how to ask them, and the rows so far. Safe for several threads. */
final class Stage {

    static final String INVENTORY = "inventory";
    static final String ORDERS = "orders";

    private final Demo.Options options;
    private final Narrator narrator;
    private final SlipwayCommand slipway;
    private final Wire wire;
    private final Marathon marathon;
    private final Registry registry;
    private final List<Row> rows = new ArrayList<>();

    Stage(
            Demo.Options options,
            Narrator narrator,
            SlipwayCommand slipway,
            Wire wire,
            Marathon marathon,
            Registry registry) {
        this.options = options;
        this.narrator = narrator;
        this.slipway = slipway;
        this.wire = wire;
        this.marathon = marathon;
        this.registry = registry;
    }

    Addresses addresses() {
        return options.addresses();
    }

    Home home() {
        return options.home();
    }

    Path scratch() {
        return options.home().demo();
    }

    Path logs() {
        return logs(options.home());
    }

    /** Beside the generated services. */
    static Path logs(Home home) {
        return home.demo().resolve("logs");
    }

    /** Shortens a path for whoever looks from here. */
    String shown(Path path) {
        Path here = Path.of("").toAbsolutePath();
        return path.startsWith(here) ? here.relativize(path).toString() : path.toString();
    }

    Path project(String service) {
        return scratch().resolve(service);
    }

    Registry registry() {
        return registry;
    }

    synchronized List<Row> rows() {
        return List.copyOf(rows);
    }

    /** Adds a row and tells it at once. */
    void row(String step, String checked, String measured, boolean ok, String where) {
        row(new Row(step, checked, measured, ok, where));
    }

    synchronized void row(Row row) {
        rows.add(row);
        narrator.detail(row.mark() + " " + row.checked() + ": " + row.measured());
    }

    void tell(String detail) {
        narrator.detail(detail);
    }

    /** Runs a command as its user would type it; throws {@link DemoFailure} with its output where it fails. */
    void slipway(String... arguments) throws InterruptedException {
        SlipwayCommand.Outcome outcome = command(arguments);
        if (outcome.exitCode() != 0) {
            throw new DemoFailure("slipway " + String.join(" ", arguments) + " ended with " + outcome.exitCode() + ": "
                    + outcome.output().strip());
        }
    }

    SlipwayCommand.Outcome command(String... arguments) throws InterruptedException {
        narrator.command("slipway " + String.join(" ", arguments));
        return slipway.run(arguments);
    }

    JsonNode get(URI uri) {
        return wire.get(uri);
    }

    Answer callOrders() {
        return Answer.of(get(addresses().edge("/orders/42")));
    }

    List<Task> runningTasks(String service) {
        return marathon.tasks(AppId.of(service)).stream()
                .filter(Task::isRunning)
                .toList();
    }

    static URI uri(Task task) {
        return URI.create("http://" + task.host() + ":" + task.ports().get(0));
    }

    List<ServiceInstance> healthyInstances(String service) {
        return registry.healthyInstances(service, 0, Duration.ZERO).value();
    }

    /** Waits until the edge sends requests to exactly this many instances, and to all that Marathon runs. */
    void awaitRouted(String service, int instances, Duration limit) throws InterruptedException {
        awaitRouted(service, instances, limit, task -> true);
    }

    /** Likewise, and each of them is as it should be. */
    void awaitRouted(String service, int instances, Duration limit, Predicate<Task> each) throws InterruptedException {
        Await.until("the edge to route to " + instances + " instances of " + service, limit, () -> {
            List<Task> running = runningTasks(service);
            return running.size() == instances
                    && running.stream().allMatch(each)
                    && routed(service)
                            .equals(running.stream().map(Task::id).sorted().toList());
        });
    }

    /** Returns the ids of the tasks that the edge sends requests to, sorted. */
    private List<String> routed(String service) {
        return EdgeServer.of(get(addresses().edgePage("/v1/topology"))).stream()
                .filter(server -> server.service().equals(service))
                .filter(EdgeServer::takesTraffic)
                .map(EdgeServer::task)
                .sorted()
                .toList();
    }
}
