package io.slipway.bench.marathon;

import com.sun.net.httpserver.HttpServer;
import io.slipway.marathon.AppId;
import io.slipway.marathon.AppSpec;
import io.slipway.marathon.HealthCheck;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;

/** Measures what the scheduler takes of a CPU while 100 tasks, each asked for its health every 5 s, just run. */
public final class AtRest {

    private static final int TASKS = 100;
    private static final int INTERVAL_SECONDS = 5;
    private static final long SETTLING_MILLIS = 5_000;

    private AtRest() {}

    /** Takes for how many seconds it rests. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        int seconds = Integer.parseInt(arguments[0]);
        // The tasks sleep: one server answers for all of them, outside the process that is measured.
        HttpServer healthy = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), TASKS);
        healthy.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        healthy.start();
        try (MeasuredScheduler scheduler = MeasuredScheduler.start()) {
            HealthCheck check = new HealthCheck(
                    "MESOS_HTTP", "/", null, healthy.getAddress().getPort(), 60, INTERVAL_SECONDS, 5, 3, 0, null);
            AppSpec app = MeasuredScheduler.small(AppId.of("/checked"), "exec sleep 1000")
                    .withInstances(TASKS)
                    .withHealthChecks(List.of(check));
            scheduler.client().create(app);
            scheduler.awaitQuiet();
            Thread.sleep(SETTLING_MILLIS);
            Duration before = scheduler.cpu();
            Thread.sleep(Duration.ofSeconds(seconds).toMillis());
            double percent = scheduler.cpu().minus(before).toMillis() / (seconds * 10.0);
            Figures.note("CPU at rest with " + TASKS + " health-checked tasks", percent, "%");
        } finally {
            healthy.stop(0);
        }
    }
}
