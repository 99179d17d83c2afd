package io.slipway.launcher.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Changes a setting in Consul KV while the service runs, then writes one that does not parse. */
final class ChangeSettings implements Chapter {

    private static final String KEY = "orders.page-size";
    private static final String PATH = "config/orders/" + KEY;
    private static final int GOOD = 25;

    @Override
    public String title() {
        return "change a setting in Consul KV, without a restart";
    }

    @Override
    public void play(Stage stage) throws InterruptedException {
        Set<String> before = instances(stage);
        change(stage);
        refuse(stage);
        stage.row(
                "no restart",
                "the instances are the same as before",
                before.size() + " instances",
                before.equals(instances(stage)),
                "slipway status");
    }

    private static void change(Stage stage) throws InterruptedException {
        int was = stage.callOrders().pageSize();
        stage.tell("PUT " + stage.addresses().consul("/v1/kv/" + PATH) + " " + GOOD);
        long begun = System.nanoTime();
        stage.registry().put(PATH, String.valueOf(GOOD));
        Set<String> changed = new HashSet<>();
        int running = instances(stage).size();
        Await.until("every instance to answer with page size " + GOOD, Duration.ofSeconds(10), () -> {
            Answer answer = stage.callOrders();
            if (answer.pageSize() == GOOD) {
                changed.add(answer.instance());
            }
            return changed.size() == running;
        });
        long millis = (System.nanoTime() - begun) / 1_000_000;
        stage.row(
                "setting",
                KEY + " " + was + " → " + GOOD + " in the answer of every instance",
                millis + " ms after the write began",
                was != GOOD,
                "slipway config get orders");
    }

    private static void refuse(Stage stage) throws InterruptedException {
        stage.tell("PUT " + stage.addresses().consul("/v1/kv/" + PATH) + " many");
        stage.registry().put(PATH, "many");
        List<URI> services =
                stage.runningTasks(Stage.ORDERS).stream().map(Stage::uri).toList();
        Await.until("every instance to refuse \"many\"", Duration.ofSeconds(10), () -> services.stream()
                .allMatch(service -> refuses(stage.get(service.resolve("/admin/config")))));
        int now = stage.callOrders().pageSize();
        stage.row(
                "bad value",
                "\"many\" is refused, the last good value stays",
                KEY + " is " + now,
                now == GOOD,
                services.get(0).resolve("/admin/config").toString());
        stage.registry().put(PATH, String.valueOf(GOOD));
    }

    private static boolean refuses(JsonNode config) {
        for (JsonNode refused : config.path("refused")) {
            if (refused.path("key").asText().equals(KEY)
                    && refused.path("value").asText().equals("many")) {
                return true;
            }
        }
        return false;
    }

    private static Set<String> instances(Stage stage) {
        Set<String> ids = new HashSet<>();
        stage.runningTasks(Stage.ORDERS).forEach(task -> ids.add(task.id()));
        return ids;
    }
}
