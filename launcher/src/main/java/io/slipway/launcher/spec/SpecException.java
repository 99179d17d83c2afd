package io.slipway.launcher.spec;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Reports everything that is wrong with a spec: one line for each problem, in the order of the files. */
public final class SpecException extends RuntimeException {

    private final List<Problem> problems;

    public SpecException(List<Problem> problems) {
        super(sorted(problems).stream().map(Problem::toString).collect(Collectors.joining("\n")));
        this.problems = sorted(problems);
    }

    public List<Problem> problems() {
        return problems;
    }

    private static List<Problem> sorted(List<Problem> problems) {
        return problems.stream().sorted(Comparator.comparing(Problem::place)).toList();
    }
}
