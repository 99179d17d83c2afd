package io.slipway.bench.marathon;

import io.slipway.marathon.AppId;
import io.slipway.marathon.AppSpec;
import io.slipway.marathon.Marathon;
import io.slipway.marathon.MarathonEvent.DeploymentSuccess;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Phaser;

/** Measures how long a change takes until each of 200 listeners has heard of its end, beside one listener. */
public final class FanOut {

    private static final int LISTENERS = 200;
    private static final int WARM_UP = 20;

    private FanOut() {}

    /** Takes the number of changes. */
    public static void main(String[] arguments) throws Exception {
        int changes = Integer.parseInt(arguments[0]);
        double one = Figures.percentile(heard(1, changes), 0.5);
        List<Double> all = heard(LISTENERS, changes);
        Figures.note("change -> heard by 1 listener, p50", one, "ms");
        Figures.note("change -> heard by each of " + LISTENERS + " listeners, p50", Figures.percentile(all, 0.5), "ms");
        Figures.note(
                "change -> heard by each of " + LISTENERS + " listeners, p99", Figures.percentile(all, 0.99), "ms");
    }

    private static List<Double> heard(int listeners, int changes) throws Exception {
        List<AutoCloseable> streams = new ArrayList<>();
        try (MeasuredScheduler scheduler = MeasuredScheduler.start()) {
            Marathon client = scheduler.client();
            AppSpec app = MeasuredScheduler.small(AppId.of("/told"), "exec sleep 1000")
                    .withInstances(0);
            client.create(app);
            scheduler.awaitQuiet();
            Phaser connected = new Phaser(1 + listeners);
            Phaser heard = new Phaser(1 + listeners);
            for (int i = 0; i < listeners; i++) {
                streams.add(client.listen(
                        event -> {
                            if (event instanceof DeploymentSuccess) {
                                heard.arrive();
                            }
                        },
                        connected::arrive));
            }
            connected.arriveAndAwaitAdvance();
            List<Double> millis = new ArrayList<>();
            for (int i = 0; i < WARM_UP + changes; i++) {
                long begun = System.nanoTime();
                client.replace(app.withEnv(Map.of("CHANGE", String.valueOf(i))), false);
                heard.arriveAndAwaitAdvance();
                if (i >= WARM_UP) {
                    millis.add(Figures.millisSince(begun));
                }
            }
            for (AutoCloseable stream : streams) {
                stream.close();
            }
            return millis;
        }
    }
}
