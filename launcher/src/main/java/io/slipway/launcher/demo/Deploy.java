package io.slipway.launcher.demo;

import io.slipway.marathon.Task;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Deploys both services through the Marathon API and compares what runs with what Consul was told. */
final class Deploy implements Chapter {

    private static final int INSTANCES = 2;

    @Override
    public String title() {
        return "deploy both, two instances each";
    }

    @Override
    public void play(Stage stage) throws InterruptedException {
        SideBySide.run(() -> deploy(stage, Stage.INVENTORY), () -> deploy(stage, Stage.ORDERS));
    }

    private static void deploy(Stage stage, String service) throws InterruptedException {
        Instant begun = Instant.now();
        stage.slipway("deploy", stage.project(service).toString());
        long millis = Duration.between(begun, Instant.now()).toMillis();
        List<String> tasks = stage.runningTasks(service).stream()
                .map(Deploy::outside)
                .sorted()
                .toList();
        Await.until("the instances of " + service + " to register in Consul", Duration.ofSeconds(10), () -> registered(
                        stage, service)
                .equals(tasks));
        stage.row(
                "deploy",
                service + " is healthy, and in Consul with the outside of its ports",
                "%d instances in %.1f s".formatted(tasks.size(), millis / 1000.0),
                tasks.size() == INSTANCES,
                stage.addresses().marathon("/v2/apps").toString());
    }

    private static List<String> registered(Stage stage, String service) {
        return stage.healthyInstances(service).stream()
                .map(instance -> instance.id() + " " + instance.address())
                .sorted()
                .toList();
    }

    private static String outside(Task task) {
        return task.id() + " " + task.host() + ":" + task.ports().get(0);
    }
}
