package io.slipway.bench;

import java.io.PrintStream;
import java.util.Locale;

/**
 * Prints one measured figure, its peer's from the same run, their ratio, and the ratio that was promised.
 *
 * @param what what was measured, on whom
 * @param ours our figure
 * @param peer the peer's figure, in the same unit
 * @param unit the unit of both
 * @param aim the largest ratio of ours to the peer's that keeps the promise
 */
public record Row(String what, double ours, double peer, String unit, double aim) {

    public double ratio() {
        return ours / peer;
    }

    public boolean isKept() {
        return ratio() <= aim;
    }

    public void print(PrintStream out) {
        out.printf(
                Locale.ROOT,
                "%-58s %10.2f %-5s  peer %10.2f  ratio %5.2f  aim <= %.2f  %s%n",
                what,
                ours,
                unit,
                peer,
                ratio(),
                aim,
                isKept() ? "ok" : "OVER");
    }
}
