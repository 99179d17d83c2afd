package io.slipway.bamboo;

import java.util.List;

/** Says every reason why an edge could not start; nothing of it is left running. */
public final class EdgeException extends RuntimeException {

    private final List<String> problems;

    EdgeException(List<String> problems) {
        super("The edge cannot start: " + String.join(" ", problems));
        this.problems = List.copyOf(problems);
    }

    EdgeException(String problem, Throwable cause) {
        super("The edge cannot start: " + problem, cause);
        this.problems = List.of(problem);
    }

    /** Returns whole sentences, at least one. */
    public List<String> problems() {
        return problems;
    }
}
