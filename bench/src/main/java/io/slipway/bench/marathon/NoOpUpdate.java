package io.slipway.bench.marathon;

import io.slipway.marathon.AppId;
import io.slipway.marathon.AppSpec;
import io.slipway.marathon.DeploymentResult;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Measures an update that changes nothing, until it is known to be over. */
public final class NoOpUpdate {

    private static final int WARM_UP = 100;
    private static final double LIMIT_MILLIS = 20;

    private NoOpUpdate() {}

    /** Takes the number of updates. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        int updates = Integer.parseInt(arguments[0]);
        List<Double> millis = new ArrayList<>();
        try (MeasuredScheduler scheduler = MeasuredScheduler.start()) {
            AppSpec app = MeasuredScheduler.small(AppId.of("/same"), "exec sleep 1000");
            scheduler.client().create(app);
            scheduler.awaitQuiet();
            for (int i = 0; i < WARM_UP + updates; i++) {
                long begun = System.nanoTime();
                DeploymentResult result = scheduler.client().replace(app, false);
                while (scheduler.client().deployments().stream()
                        .anyMatch(one -> one.id().equals(result.deploymentId()))) {
                    Thread.sleep(1);
                }
                if (i >= WARM_UP) {
                    millis.add(Figures.millisSince(begun));
                }
            }
        }
        Figures.print("update that changes nothing, end to end", millis, LIMIT_MILLIS);
    }
}
