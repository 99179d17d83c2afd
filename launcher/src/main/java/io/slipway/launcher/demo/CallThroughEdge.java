package io.slipway.launcher.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.marathon.Task;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Calls orders through HAProxy until every instance of both services has answered. */
final class CallThroughEdge implements Chapter {

    private static final int CALLS = 40;

    @Override
    public String title() {
        return "call orders through HAProxy; orders calls inventory";
    }

    @Override
    public void play(Stage stage) throws InterruptedException {
        stage.awaitRouted(Stage.INVENTORY, 2, Duration.ofSeconds(15));
        stage.awaitRouted(Stage.ORDERS, 2, Duration.ofSeconds(15));
        Set<String> callers = new HashSet<>();
        Set<String> called = new HashSet<>();
        for (int i = 0; i < CALLS; i++) {
            Answer answer = stage.callOrders();
            callers.add(answer.instance());
            called.add(answer.calledInstance());
        }
        called.remove("");
        stage.row(
                "call",
                "edge → orders → inventory, every instance takes part",
                CALLS + " calls, " + callers.size() + " orders, " + called.size() + " inventory instances",
                callers.size() == 2 && called.size() == 2,
                stage.addresses().edge("/orders/42").toString());
        hystrix(stage);
    }

    /** Hystrix counts every command it runs, so its counters show that the calls went through it. */
    private static void hystrix(Stage stage) throws InterruptedException {
        Task task = stage.runningTasks(Stage.ORDERS).get(0);
        URI service = Stage.uri(task);
        long commands = Await.answer("Hystrix to count a command", Duration.ofSeconds(5), () -> {
            long count = HystrixCount.successes(metrics(stage, service));
            return count > 0 ? Optional.of(count) : Optional.empty();
        });
        stage.row(
                "guard",
                "the calls ran as Hystrix commands",
                commands + " on one instance",
                commands > 0,
                service.resolve("/swagger-ui.html").toString());
    }

    private static JsonNode metrics(Stage stage, URI service) {
        return stage.get(service.resolve("/admin/metrics"));
    }
}
