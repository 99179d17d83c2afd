package io.slipway.launcher.spec;

import java.util.LinkedHashMap;
import java.util.Map;

/** Holds one value of a YAML file and where it stands; only the shapes that a spec is made of. */
sealed interface Yaml {

    Place place();

    /** Says what it is, for a message: {@code a text}. */
    String kind();

    /**
     * Holds a scalar as it was written, whatever YAML would make of it.
     *
     * @param empty nothing was written, not even quotes
     */
    record Text(Place place, String text, boolean empty) implements Yaml {
        @Override
        public String kind() {
            return empty ? "empty" : "a single value";
        }
    }

    /** Holds keys in the order written. */
    record Mapping(Place place, Map<String, Entry> entries) implements Yaml {

        public Mapping {
            entries = new LinkedHashMap<>(entries);
        }

        @Override
        public String kind() {
            return "a mapping";
        }
    }

    /** Stands for a list, which no part of a spec is. */
    record Sequence(Place place) implements Yaml {
        @Override
        public String kind() {
            return "a list";
        }
    }

    /** Pairs a value with where its key stands. */
    record Entry(Place key, Yaml value) {}
}
