package io.slipway.marathon.strategy;

import io.slipway.marathon.strategy.Copy.Condition;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Shows every copy of an app that runs, old and new.
 *
 * @param wanted how many new ones there are to be in the end
 */
public record Fleet(int wanted, List<Copy> copies) {

    public Fleet {
        copies = List.copyOf(copies);
    }

    int count(Predicate<Copy> which) {
        return (int) copies.stream().filter(which).count();
    }

    int serving() {
        return count(Copy::isServing);
    }

    int servingNew() {
        return count(copy -> copy.isServing() && !copy.isOld());
    }

    int old() {
        return count(Copy::isOld);
    }

    int stayingOld() {
        return count(copy -> copy.isOld() && copy.isStaying());
    }

    /** Returns how many new copies are missing; one that is on its way out still takes a place. */
    int missing() {
        return Math.max(0, wanted - count(copy -> !copy.isOld()));
    }

    /** Returns the old copies that stay, those that serve nobody first. */
    List<Copy> oldToDrain() {
        return toDrain(Copy::isOld).toList();
    }

    /** Returns the new copies that are too many, those that serve nobody first. */
    Stream<Copy> surplus() {
        Predicate<Copy> isNew = Predicate.not(Copy::isOld);
        return toDrain(isNew).limit(Math.max(0, count(isNew.and(Copy::isStaying)) - wanted));
    }

    Stream<Copy> toDrain(Predicate<Copy> which) {
        return copies.stream().filter(which.and(Copy::isStaying)).sorted(Comparator.comparing(Copy::isServing));
    }

    /** Does what every strategy does besides: ends new copies that are too many, and kills what is drained. */
    Moves moves(int create, Stream<Copy> drain) {
        return new Moves(
                create,
                Stream.concat(drain, surplus()).map(Copy::id).toList(),
                copies.stream()
                        .filter(copy -> copy.condition() == Condition.DRAINED)
                        .map(Copy::id)
                        .toList());
    }

    /**
     * Returns the old copies that may go while so many must keep serving.
     *
     * <p>One that serves goes only while enough others do. One that does not goes only where a new one stands in for it:
     * a load balancer that has lost sight of all of them for a moment must not end them.
     */
    Stream<Copy> dispensable(int minimum) {
        int spare = Math.max(0, stayingOld() - Math.max(0, minimum - servingNew()));
        long idle = oldToDrain().stream().filter(Predicate.not(Copy::isServing)).count();
        long busy = Math.min(Math.max(0, spare - idle), Math.max(0, serving() - minimum));
        return oldToDrain().stream().limit(Math.min(spare, idle) + busy);
    }
}
