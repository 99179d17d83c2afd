package io.slipway.launcher.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** Generates the two services and builds them side by side; their own tests run. */
final class ScaffoldAndBuild implements Chapter {

    private final MavenBuild maven;

    ScaffoldAndBuild(MavenBuild maven) {
        this.maven = maven;
    }

    @Override
    public String title() {
        return "scaffold inventory and orders, and build them";
    }

    @Override
    public void play(Stage stage) throws InterruptedException {
        scaffold(stage);
        stage.tell("mvn verify, in both at the same time");
        List<String> services = List.of(Stage.INVENTORY, Stage.ORDERS);
        List<MavenBuild.Outcome> outcomes = maven.all(services.stream()
                .map(service -> MavenBuild.Order.verify(stage.project(service)))
                .toList());
        for (int i = 0; i < services.size(); i++) {
            MavenBuild.Outcome outcome = outcomes.get(i);
            stage.row(
                    "build",
                    services.get(i) + " builds, and its own tests pass",
                    "%d tests, %.1f s".formatted(outcome.tests(), outcome.took().toMillis() / 1000.0),
                    outcome.tests() > 0,
                    stage.shown(outcome.log()));
        }
    }

    private static void scaffold(Stage stage) throws InterruptedException {
        Instant begun = Instant.now();
        stage.slipway("new", Stage.INVENTORY, "--into", stage.scratch().toString());
        stage.slipway(
                "new",
                Stage.ORDERS,
                "--calls",
                Stage.INVENTORY,
                "--into",
                stage.scratch().toString());
        long millis = Duration.between(begun, Instant.now()).toMillis();
        long files = files(stage.project(Stage.INVENTORY)) + files(stage.project(Stage.ORDERS));
        stage.row(
                "scaffold",
                "two services are generated",
                files + " files in " + millis + " ms",
                true,
                stage.shown(stage.scratch()));
    }

    private static long files(Path project) {
        try (Stream<Path> tree = Files.walk(project)) {
            return tree.filter(Files::isRegularFile).count();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot list " + project, e);
        }
    }
}
