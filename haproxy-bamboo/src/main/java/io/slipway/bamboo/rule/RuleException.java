package io.slipway.bamboo.rule;

import java.util.List;

/** Says every reason why rules were not saved; what was there before is still there. */
public sealed class RuleException extends RuntimeException {

    private final List<String> problems;

    RuleException(List<String> problems) {
        super(String.join(" ", problems));
        this.problems = List.copyOf(problems);
    }

    /** Returns whole sentences, at least one. */
    public List<String> problems() {
        return problems;
    }

    /** Says that somebody else saved meanwhile. */
    public static final class Stale extends RuleException {

        private final long current;

        Stale(long expected, long current) {
            super(List.of("The rules are at version " + current + ", and the change was made to version " + expected
                    + ": look at them again, and repeat it."));
            this.current = current;
        }

        /** Returns the version that is there. */
        public long current() {
            return current;
        }
    }

    /** Says that there is no such rule, or no such version. */
    public static final class Unknown extends RuleException {

        Unknown(String what) {
            super(List.of(what));
        }
    }
}
