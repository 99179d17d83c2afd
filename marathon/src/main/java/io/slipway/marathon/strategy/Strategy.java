package io.slipway.marathon.strategy;

import io.slipway.marathon.UpgradeStrategy;

/** Decides how new copies take over from old ones. Pure: the same fleet always gets the same moves. */
public sealed interface Strategy permits Rolling, Crossover, UpThenDown, DownThenUp, Brutal, Canary {

    /** Returns what to do next; nothing while there is something to wait for, or when all is done. */
    Moves next(Fleet fleet);

    /** Returns how many copies must go on serving: draining never makes them fewer. */
    int minimum(int wanted);

    /**
     * Returns how many copies may run, those on their way out included: starting never makes them more.
     *
     * @param old how many old copies there were at the beginning
     */
    int maximum(int wanted, int old);

    /** Tells whether exactly the wanted new copies run and all of them serve. */
    default boolean isDone(Fleet fleet) {
        return fleet.copies().size() == fleet.wanted() && fleet.servingNew() == fleet.wanted();
    }

    /**
     * Reads a name as it stands in a playbook.
     *
     * @param bounds of {@code rolling}; the others have their own
     */
    static Strategy named(String name, UpgradeStrategy bounds) {
        return switch (name) {
            case "rolling" -> new Rolling(bounds);
            case "crossover" -> new Crossover();
            case "up-then-down" -> new UpThenDown();
            case "down-then-up" -> new DownThenUp();
            case "brutal" -> new Brutal();
            default ->
                throw new IllegalArgumentException("\"" + name + "\" is no strategy: write rolling, crossover,"
                        + " up-then-down, down-then-up or brutal. A canary is begun, then promoted or aborted.");
        };
    }
}
