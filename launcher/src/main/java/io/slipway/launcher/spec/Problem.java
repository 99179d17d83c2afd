package io.slipway.launcher.spec;

/** Says where a spec is wrong, what is wrong there, and what to do. */
public record Problem(Place place, String text) {

    @Override
    public String toString() {
        return place + ": " + text;
    }
}
