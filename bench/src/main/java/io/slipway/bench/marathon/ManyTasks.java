package io.slipway.bench.marathon;

import io.slipway.bench.Row;
import io.slipway.marathon.AppId;
import io.slipway.marathon.AppSpec;
import io.slipway.marathon.GroupId;
import io.slipway.marathon.GroupSpec;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Compares starting 200 apps of 5 trivial tasks with starting the same 1,000 processes bare. */
public final class ManyTasks {

    private static final int APPS = 200;
    private static final int TASKS_EACH = 5;
    private static final String CMD = "exec sleep 1000";
    // As many as the scheduler starts processes with.
    private static final int THREADS = 8;
    private static final double AIM = 1.3;

    private ManyTasks() {}

    /** Takes the number of rounds. */
    public static void main(String[] arguments) throws Exception {
        List<Double> ours = new ArrayList<>();
        List<Double> bare = new ArrayList<>();
        for (int round = 0; round < Integer.parseInt(arguments[0]); round++) {
            bare.add(bare());
            ours.add(scheduled());
        }
        new Row(
                        "200 apps of 5 tasks -> all run : 1,000 processes bare",
                        Figures.percentile(ours, 0.5),
                        Figures.percentile(bare, 0.5),
                        "ms",
                        AIM)
                .print(System.out);
    }

    private static double scheduled() throws IOException, InterruptedException {
        try (MeasuredScheduler scheduler = MeasuredScheduler.start()) {
            List<AppSpec> apps = IntStream.range(0, APPS)
                    .mapToObj(i -> MeasuredScheduler.small(AppId.of("/many/app-" + i), CMD)
                            .withInstances(TASKS_EACH))
                    .toList();
            // Once is warm-up: who measures a start measures no JVM's first second.
            scheduler.client().create(MeasuredScheduler.small(AppId.of("/first"), CMD));
            scheduler.awaitQuiet();
            long begun = System.nanoTime();
            scheduler.client().createGroup(GroupSpec.of(GroupId.of("/many")).withApps(apps), false);
            scheduler.awaitQuiet();
            double took = Figures.millisSince(begun);
            if (scheduler.client().tasks().stream()
                            .filter(task -> task.isRunning())
                            .count()
                    != APPS * TASKS_EACH + 1) {
                throw new IllegalStateException("Not all tasks run.");
            }
            return took;
        }
    }

    private static double bare() throws Exception {
        Path folder = Files.createTempDirectory("bench-bare");
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        List<Process> processes = new ArrayList<>();
        try {
            long begun = System.nanoTime();
            List<Callable<Process>> starts = IntStream.range(0, APPS * TASKS_EACH)
                    .<Callable<Process>>mapToObj(i -> () -> start(folder.resolve("task-" + i)))
                    .toList();
            for (Future<Process> started : threads.invokeAll(starts)) {
                processes.add(started.get());
            }
            return Figures.millisSince(begun);
        } finally {
            threads.shutdown();
            for (Process process : processes) {
                process.destroyForcibly().waitFor();
            }
            try (Stream<Path> files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
            }
        }
    }

    /** In a folder of its own, with files for what it prints, as a task has. */
    private static Process start(Path folder) throws IOException {
        Files.createDirectory(folder);
        return new ProcessBuilder("/bin/sh", "-c", CMD)
                .directory(folder.toFile())
                .redirectOutput(folder.resolve("stdout").toFile())
                .redirectError(folder.resolve("stderr").toFile())
                .start();
    }
}
