package io.slipway.marathon.lint;

/**
 * Tells one trap and the way around it.
 *
 * @param field a path as Marathon writes them, {@code /healthChecks(0)/portIndex}
 * @param cure what to write instead
 */
public record Finding(Severity severity, String field, String problem, String cure) {

    /** Says how bad it is. */
    public enum Severity {
        /** Marathon refuses it, or a deployment of it never ends. */
        ERROR,
        /** Works until the day it matters. */
        WARNING
    }

    static Finding error(String field, String problem, String cure) {
        return new Finding(Severity.ERROR, field, problem, cure);
    }

    static Finding warning(String field, String problem, String cure) {
        return new Finding(Severity.WARNING, field, problem, cure);
    }

    /** Returns {@code ERROR /upgradeStrategy: … Cure: …} on one line. */
    @Override
    public String toString() {
        return severity + " " + field + ": " + problem + " Cure: " + cure;
    }
}
