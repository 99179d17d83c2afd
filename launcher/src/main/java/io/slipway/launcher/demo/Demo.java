package io.slipway.launcher.demo;

import io.slipway.marathon.Marathon;
import io.slipway.marathon.http.MarathonClient;
import io.slipway.registry.Registry;
import io.slipway.registry.consul.ConsulRegistry;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Plays the chapters in order, prints what was measured, and stops what it started.
 *
 * <p>A chapter that fails ends the road, for the next ones stand on it; what it found is a ✗ row. An interrupt ends it
 * too, and everything is stopped all the same.
 */
public final class Demo {

    private static final int OK = 0;
    private static final int FAILED = 1;
    private static final int INTERRUPTED = 130;

    private final Options options;
    private final SlipwayCommand slipway;
    private final PrintWriter out;

    /**
     * Says how the demo is to run.
     *
     * @param scratch is emptied first; holds the generated services and every log
     * @param keep leaves the platform and the services running at the end
     * @param maven the program that builds the services
     */
    public record Options(Path scratch, int portBase, boolean keep, String maven) {}

    public Demo(Options options, SlipwayCommand slipway, PrintWriter out) {
        this.options = options;
        this.slipway = slipway;
        this.out = out;
    }

    /** Returns the exit code: 0 only if every row is ✓. */
    public int run() {
        Interruption interruption = Interruption.ofThisThread();
        try {
            return play(new Narrator(out, Instant.now()));
        } finally {
            interruption.over();
        }
    }

    private int play(Narrator narrator) {
        prepareScratch();
        Addresses addresses = new Addresses(options.portBase());
        try (Marathon marathon = MarathonClient.connect(List.of(addresses.marathon("")));
                Registry registry = ConsulRegistry.connect(addresses.consul(""))) {
            Stage stage = new Stage(addresses, options.scratch(), narrator, slipway, marathon, registry);
            return play(stage, narrator);
        }
    }

    private int play(Stage stage, Narrator narrator) {
        List<Chapter> chapters = chapters();
        boolean whole = false;
        try {
            for (int i = 0; i < chapters.size(); i++) {
                narrator.chapter(i + 1, chapters.size() + 1, chapters.get(i).title());
                played(chapters.get(i), stage);
            }
            whole = stage.rows().stream().allMatch(Row::ok);
        } catch (ChapterFailed e) {
            // Its row is there; the table says the rest.
        } catch (InterruptedException e) {
            narrator.detail("interrupted");
            stop(stage, narrator, false);
            return INTERRUPTED;
        }
        narrator.chapter(chapters.size() + 1, chapters.size() + 1, "what was measured");
        boolean stopped = stop(stage, narrator, options.keep());
        print(stage.rows());
        return whole && stopped ? OK : FAILED;
    }

    private List<Chapter> chapters() {
        MavenBuild maven = new MavenBuild(options.maven(), options.scratch().resolve("logs"));
        return List.of(
                new StartPlatform(),
                new ScaffoldAndBuild(maven),
                new Deploy(),
                new CallThroughEdge(),
                new ChangeSettings(),
                new UnderLoad(maven));
    }

    private static void played(Chapter chapter, Stage stage) throws InterruptedException, ChapterFailed {
        try {
            chapter.play(stage);
        } catch (RuntimeException e) {
            String reason = e instanceof DemoFailure ? e.getMessage() : e.toString();
            stage.row(chapter.title(), "goes through", reason, false, stage.logs().toString());
            throw new ChapterFailed();
        }
    }

    /** Returns whether nothing is left that should not be. */
    private boolean stop(Stage stage, Narrator narrator, boolean keep) {
        if (keep) {
            narrator.detail("left running: \"./slipway status\" shows it, \"./slipway down\" stops it");
            return true;
        }
        narrator.command("slipway down");
        SlipwayCommand.Outcome outcome = slipway.run("down");
        boolean stopped = outcome.exitCode() == OK;
        stage.row("stop", "everything that was started is gone", outcome.output().strip(), stopped, "./slipway status");
        return stopped;
    }

    private void print(List<Row> rows) {
        long good = rows.stream().filter(Row::ok).count();
        out.println();
        out.print(Table.of(rows));
        out.println();
        out.println(good + " passed, " + (rows.size() - good) + " failed");
        out.flush();
    }

    private void prepareScratch() {
        try {
            if (Files.exists(options.scratch())) {
                try (Stream<Path> tree = Files.walk(options.scratch())) {
                    tree.sorted(Comparator.reverseOrder()).forEach(Demo::delete);
                }
            }
            Files.createDirectories(options.scratch().resolve("logs"));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot empty " + options.scratch(), e);
        }
    }

    private static void delete(Path path) {
        try {
            Files.delete(path);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot delete " + path, e);
        }
    }

    /** Ends the road after a chapter whose row is already written. */
    private static final class ChapterFailed extends Exception {}
}
