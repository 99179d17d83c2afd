package io.slipway.launcher.plan;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Lists what deploying would do, in order; empty when all is as wanted. */
public record Plan(String service, Artifact artifact, List<Step> steps) {

    public Plan {
        steps = List.copyOf(steps);
    }

    public boolean isEmpty() {
        return steps.isEmpty();
    }

    /** Prints the plan as people read it; every line ends in a line break. */
    @Override
    public String toString() {
        Stream<String> lines = isEmpty()
                ? Stream.of(service + " is as its spec says; nothing to do.")
                : steps.stream().flatMap(step -> step.lines().stream());
        return lines.collect(Collectors.joining("\n", "", "\n"));
    }
}
