package io.slipway.template;

import java.util.List;

/** Tells everything that is wrong with a description, all at once. */
public final class DescriptionException extends IllegalArgumentException {

    private final List<String> problems;

    DescriptionException(List<String> problems) {
        super(String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    /** Returns one line per problem: what, why, and what to do. */
    public List<String> problems() {
        return problems;
    }
}
