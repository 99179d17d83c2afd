package io.slipway.launcher.demo;

import io.slipway.launcher.wire.Wire;
import io.slipway.local.platform.Addresses;
import io.slipway.local.platform.Home;
import io.slipway.marathon.Marathon;
import io.slipway.marathon.http.MarathonClient;
import io.slipway.registry.Registry;
import io.slipway.registry.consul.ConsulRegistry;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;

/**
 * Plays the chapters in order, prints what was measured, and stops what it started.
 *
 * <p>A chapter that fails ends the road, for the next ones stand on it; what it found is a ✗ row. An interrupt ends it
 * too, and everything is stopped all the same.
 */
public final class Demo {

    private static final int WIDTH = 120;

    private final Options options;
    private final SlipwayCommand slipway;
    private final PrintWriter out;

    /**
     * Says how the demo is to run.
     *
     * @param home holds the scratch folder, which is emptied first: the generated services and the logs of their builds
     * @param keep leaves the platform and the services running at the end
     * @param maven the program that builds the services
     */
    public record Options(Home home, Addresses addresses, boolean keep, String maven) {}

    public Demo(Options options, SlipwayCommand slipway, PrintWriter out) {
        this.options = options;
        this.slipway = slipway;
        this.out = out;
    }

    /**
     * Returns whether every row is ✓.
     *
     * @throws InterruptedException after everything was stopped
     */
    public boolean run() throws InterruptedException {
        Narrator narrator = new Narrator(out, Instant.now());
        Scratch.empty(options.home().demo());
        try (Marathon marathon =
                        MarathonClient.connect(List.of(options.addresses().marathon("")));
                Registry registry = ConsulRegistry.connect(options.addresses().consul(""))) {
            return play(new Stage(options, narrator, slipway, new Wire(), marathon, registry), narrator);
        }
    }

    private boolean play(Stage stage, Narrator narrator) throws InterruptedException {
        List<Chapter> chapters = chapters();
        int count = chapters.size() + 1;
        try {
            for (int i = 0; i < chapters.size(); i++) {
                narrator.chapter(i + 1, count, chapters.get(i).title());
                if (!goesThrough(chapters.get(i), stage)) {
                    break;
                }
            }
        } catch (InterruptedException e) {
            narrator.detail("interrupted: stopping everything that was started");
            stop(stage);
            throw e;
        }
        narrator.chapter(count, count, options.keep() ? "what was measured" : "stop everything");
        if (!options.keep()) {
            stop(stage);
        }
        print(stage.rows());
        return stage.rows().stream().allMatch(Row::ok);
    }

    private List<Chapter> chapters() {
        MavenBuild maven = new MavenBuild(options.maven(), Stage.logs(options.home()));
        return List.of(
                new StartPlatform(),
                new ScaffoldAndBuild(maven),
                new Deploy(),
                new CallThroughEdge(),
                new ChangeSettings(),
                new UnderLoad(maven));
    }

    private static boolean goesThrough(Chapter chapter, Stage stage) throws InterruptedException {
        try {
            chapter.play(stage);
            return true;
        } catch (RuntimeException e) {
            if (Thread.interrupted()) {
                // It failed because of the interrupt, which some library turned into an exception of its own.
                throw new InterruptedException(e.getMessage());
            }
            String reason = e instanceof DemoFailure ? String.valueOf(e.getMessage()) : e.toString();
            stage.row("stopped", chapter.title(), reason, false, stage.shown(stage.logs()));
            return false;
        }
    }

    /** Stopping is not broken off: an interrupt is kept until nothing is left. */
    private static void stop(Stage stage) throws InterruptedException {
        try {
            down(stage);
        } catch (InterruptedException e) {
            down(stage);
            throw e;
        }
    }

    private static void down(Stage stage) throws InterruptedException {
        SlipwayCommand.Outcome outcome = stage.command("down");
        stage.row(
                "stop",
                "everything that was started is gone",
                outcome.output().strip(),
                outcome.exitCode() == 0,
                stage.shown(stage.home().logs().resolve("platform.log")));
    }

    private void print(List<Row> rows) {
        long good = rows.stream().filter(Row::ok).count();
        out.println();
        out.print(Row.table(rows).print(WIDTH));
        out.println();
        if (options.keep()) {
            out.println("Left running: \"./slipway status\" shows it, \"./slipway down\" stops it.");
        }
        out.println(good + " passed, " + (rows.size() - good) + " failed");
        out.flush();
    }
}
