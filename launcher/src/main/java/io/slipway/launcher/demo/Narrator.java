package io.slipway.launcher.demo;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Tells what is going on, a line at a time, with the seconds since the demo began. */
final class Narrator {

    private final PrintWriter out;
    private final Instant begun;

    Narrator(PrintWriter out, Instant begun) {
        this.out = out;
        this.begun = begun;
    }

    void chapter(int number, int of, String title) {
        line("%d/%d  %s".formatted(number, of, title));
    }

    void detail(String text) {
        line("     " + text);
    }

    void command(String command) {
        line("     $ " + command);
    }

    private synchronized void line(String text) {
        double seconds = Duration.between(begun, Instant.now()).toMillis() / 1000.0;
        out.printf(Locale.ROOT, "%6.1f s  %s%n", seconds, text);
        out.flush();
    }
}
