package io.slipway.local.marathon.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.local.marathon.definition.AppVersion;
import io.slipway.local.marathon.definition.Json;
import io.slipway.local.marathon.state.Condition;
import io.slipway.local.marathon.state.Instance;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

/** Counts an app's tasks, by state and by version. */
final class TaskStats {

    private TaskStats() {}

    /** Is how many tasks are how far; those waiting for a launch are in none. */
    record Counts(int staged, int running, int healthy, int unhealthy) {

        static Counts of(List<Instance> instances) {
            return new Counts(
                    count(instances, instance -> instance.condition() == Condition.PROVISIONED),
                    count(instances, Instance::isRunning),
                    count(instances, instance -> instance.isRunning() && hasResult(instance, true)),
                    count(instances, instance -> instance.isRunning() && hasResult(instance, false)));
        }

        /** A task with several checks is healthy when all that have reported are, unhealthy when one is not. */
        private static boolean hasResult(Instance instance, boolean alive) {
            List<Boolean> known = instance.process().checks().stream()
                    .map(check -> check.alive())
                    .filter(Objects::nonNull)
                    .toList();
            boolean sick = known.contains(false);
            return alive ? !known.isEmpty() && !sick : sick;
        }

        private static int count(List<Instance> instances, Predicate<Instance> which) {
            return (int) instances.stream().filter(which).count();
        }
    }

    /** Returns {@code tasksStats}; a group without tasks is left out. */
    static ObjectNode of(AppVersion app, List<Instance> instances, Instant now) {
        ObjectNode stats = Json.object();
        add(stats, "startedAfterLastScaling", instances, now, app.lastScalingAt(), true);
        add(stats, "withLatestConfig", instances, now, app.lastConfigChangeAt(), true);
        add(stats, "withOutdatedConfig", instances, now, app.lastConfigChangeAt(), false);
        add(stats, "totalSummary", instances, now, "", true);
        return stats;
    }

    private static void add(
            ObjectNode stats, String name, List<Instance> instances, Instant now, String since, boolean notOlder) {
        List<Instance> chosen = instances.stream()
                .filter(instance -> (instance.version().compareTo(since) >= 0) == notOlder)
                .toList();
        if (!chosen.isEmpty()) {
            ObjectNode one = stats.putObject(name).putObject("stats");
            Counts counts = Counts.of(chosen);
            one.putObject("counts")
                    .put("staged", counts.staged())
                    .put("running", counts.running())
                    .put("healthy", counts.healthy())
                    .put("unhealthy", counts.unhealthy());
            lifeTime(one, chosen, now);
        }
    }

    private static void lifeTime(ObjectNode stats, List<Instance> instances, Instant now) {
        double[] seconds = instances.stream()
                .map(instance -> instance.process().startedAt())
                .filter(Objects::nonNull)
                .mapToDouble(started -> Duration.between(started, now).toMillis() / 1000.0)
                .sorted()
                .toArray();
        if (seconds.length > 0) {
            double sum = 0;
            for (double one : seconds) {
                sum += one;
            }
            stats.putObject("lifeTime")
                    .put("averageSeconds", sum / seconds.length)
                    .put("medianSeconds", seconds[seconds.length / 2]);
        }
    }
}
