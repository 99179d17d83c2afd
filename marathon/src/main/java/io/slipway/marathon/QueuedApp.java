package io.slipway.marathon;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Shows an app that waits for tasks to be launched, and why.
 *
 * @param count how many tasks are still to be launched
 * @param secondsLeft how long it is held back because its tasks kept ending
 * @param overdue whether it waits for offers of resources, and is not held back
 * @param rejections of the last offer of every agent, in the order in which Marathon looks at an offer
 */
public record QueuedApp(
        AppId id, int count, long secondsLeft, boolean overdue, String since, List<Rejection> rejections) {

    /**
     * Counts the offers that failed one test.
     *
     * @param reason {@code InsufficientCpus} and its like
     */
    public record Rejection(String reason, int declined, int processed) {}

    public QueuedApp {
        rejections = List.copyOf(rejections);
    }

    /** Says why no offer was taken, {@code InsufficientCpus (2 of 3 offers)}; empty when none was declined. */
    public String whyUnused() {
        return rejections.stream()
                .filter(rejection -> rejection.declined() > 0)
                .map(rejection ->
                        rejection.reason() + " (" + rejection.declined() + " of " + rejection.processed() + " offers)")
                .collect(Collectors.joining(", "));
    }
}
