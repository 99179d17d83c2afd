package io.slipway.launcher.spec;

import java.util.ArrayList;
import java.util.List;

/** Collects problems while reading goes on. */
final class Problems {

    private final List<Problem> found = new ArrayList<>();

    void add(Place place, String text) {
        found.add(new Problem(place, text));
    }

    void throwIfAny() {
        if (!found.isEmpty()) {
            throw new SpecException(found);
        }
    }
}
