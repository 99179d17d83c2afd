package io.slipway.bench.marathon;

import io.slipway.marathon.AppId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** Measures the time from the POST of an app to the first thing that its process does: to say what time it is. */
public final class PostToProcess {

    private static final int WARM_UP = 20;
    private static final double LIMIT_MILLIS = 50;

    private PostToProcess() {}

    /** Takes the number of apps. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        int apps = Integer.parseInt(arguments[0]);
        List<Double> millis = new ArrayList<>();
        try (MeasuredScheduler scheduler = MeasuredScheduler.start()) {
            for (int i = 0; i < WARM_UP + apps; i++) {
                double took = once(scheduler, AppId.of("/app-" + i));
                if (i >= WARM_UP) {
                    millis.add(took);
                }
            }
        }
        Figures.print("POST of an app -> its process runs", millis, LIMIT_MILLIS);
    }

    private static double once(MeasuredScheduler scheduler, AppId id) throws IOException, InterruptedException {
        Path said = scheduler.folder().resolve(id.underscored());
        String cmd = "date +%s%N > " + said + ".new; mv " + said + ".new " + said + "; exec sleep 1000";
        Instant asked = Instant.now();
        scheduler.client().create(MeasuredScheduler.small(id, cmd));
        while (!Files.exists(said)) {
            Thread.sleep(1);
        }
        long started = Long.parseLong(Files.readString(said).strip());
        scheduler.client().delete(id, true);
        return (started - ChronoUnit.NANOS.between(Instant.EPOCH, asked)) / 1e6;
    }
}
