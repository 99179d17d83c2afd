package io.slipway.local.consul.check;

import io.slipway.local.consul.store.Check;

/** Lets a result count only after enough of its kind in a row; the very first counts at once. */
final class Thresholds {

    private final int successes;
    private final int failures;
    private int passed;
    private int failed;

    Thresholds(int successes, int failures) {
        this.successes = successes;
        this.failures = failures;
        passed = successes;
        failed = failures;
    }

    boolean counts(Finding finding) {
        if (finding.status().equals(Check.CRITICAL)) {
            passed = 0;
            return ++failed >= failures;
        }
        failed = 0;
        return ++passed >= successes;
    }
}
