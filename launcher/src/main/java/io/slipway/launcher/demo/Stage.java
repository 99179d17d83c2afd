package io.slipway.launcher.demo;

import com.fasterxml.jackson.databind.JsonNode;
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

/** Holds what the chapters share: where things are, how to ask them, and the rows so far. */
final class Stage {

    static final String INVENTORY = "inventory";
    static final String ORDERS = "orders";

    private final Addresses addresses;
    private final Path scratch;
    private final Narrator narrator;
    private final SlipwayCommand slipway;
    private final Marathon marathon;
    private final Registry registry;
    private final Wire wire = new Wire();
    private final List<Row> rows = new ArrayList<>();

    Stage(
            Addresses addresses,
            Path scratch,
            Narrator narrator,
            SlipwayCommand slipway,
            Marathon marathon,
            Registry registry) {
        this.addresses = addresses;
        this.scratch = scratch;
        this.narrator = narrator;
        this.slipway = slipway;
        this.marathon = marathon;
        this.registry = registry;
    }

    Addresses addresses() {
        return addresses;
    }

    Path scratch() {
        return scratch;
    }

    Path logs() {
        return scratch.resolve("logs");
    }

    Path project(String service) {
        return scratch.resolve(service);
    }

    Registry registry() {
        return registry;
    }

    List<Row> rows() {
        return List.copyOf(rows);
    }

    void row(String step, String checked, String measured, boolean ok, String where) {
        rows.add(new Row(step, checked, measured, ok, where));
        narrator.detail((ok ? "✓ " : "✗ ") + checked + ": " + measured);
    }

    void tell(String detail) {
        narrator.detail(detail);
    }

    /** Runs a command as its user would type it; throws {@link DemoFailure} with its output where it fails. */
    void slipway(String... arguments) {
        narrator.command("slipway " + String.join(" ", arguments));
        SlipwayCommand.Outcome outcome = slipway.run(arguments);
        if (outcome.exitCode() != 0) {
            throw new DemoFailure("slipway " + String.join(" ", arguments) + " ended with " + outcome.exitCode() + ": "
                    + outcome.output().strip());
        }
    }

    JsonNode get(URI uri) {
        return wire.get(uri);
    }

    Answer callOrders() {
        return Answer.of(get(addresses.edge("/orders/42")));
    }

    List<EdgeServer> edgeServers(String service) {
        return EdgeServer.of(get(addresses.edgePage("/v1/topology"))).stream()
                .filter(server -> server.service().equals(service))
                .toList();
    }

    List<Task> runningTasks(String service) {
        return marathon.tasks(AppId.of(service)).stream().filter(Task::isRunning).toList();
    }

    List<ServiceInstance> healthyInstances(String service) {
        return registry.healthyInstances(service, 0, Duration.ZERO).value();
    }

    /** Waits until the edge sends requests to exactly this many instances, and to all that Marathon runs. */
    void awaitRouted(String service, int instances, Duration limit) throws InterruptedException {
        Await.until("the edge to route to " + instances + " instances of " + service, limit, () -> {
            List<String> routed = edgeServers(service).stream()
                    .filter(EdgeServer::takesTraffic)
                    .map(EdgeServer::task)
                    .sorted()
                    .toList();
            List<String> running =
                    runningTasks(service).stream().map(Task::id).sorted().toList();
            return routed.size() == instances && routed.equals(running);
        });
    }
}
