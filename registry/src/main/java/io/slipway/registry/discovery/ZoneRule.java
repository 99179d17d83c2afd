package io.slipway.registry.discovery;

import java.util.List;

/**
 * Keeps calls in one zone, the one that instances name in {@code Meta["zone"]}.
 *
 * @param zone the zone to call
 * @param least the zone is left, for all zones, when it holds less than this share of what an even spread of the healthy
 *     instances over the zones would give it; 0 to leave it only when it holds none
 */
public record ZoneRule(String zone, double least) {

    public ZoneRule {
        if (zone.isBlank() || !(least >= 0 && least <= 1)) {
            throw new IllegalArgumentException("Cannot prefer the zone \"" + zone + "\" down to a share of " + least
                    + ": a zone has a name, and the share is between 0 and 1.");
        }
    }

    /** Prefers a zone while it holds at least half of what an even spread would give it. */
    public static ZoneRule prefer(String zone) {
        return new ZoneRule(zone, 0.5);
    }

    /** Returns those of the zone, or all where they are too few. */
    List<Candidate> preferred(List<Candidate> all) {
        List<Candidate> own =
                all.stream().filter(candidate -> zone.equals(zoneOf(candidate))).toList();
        long zones = all.stream().map(ZoneRule::zoneOf).distinct().count();
        return own.isEmpty() || own.size() * zones < least * all.size() ? all : own;
    }

    private static String zoneOf(Candidate candidate) {
        return candidate.instance().meta().getOrDefault("zone", "");
    }
}
