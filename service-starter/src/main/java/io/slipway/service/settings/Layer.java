package io.slipway.service.settings;

/** Names when a value can change. */
enum Layer {
    /** By a build: it is in the jar. */
    COMPILE("compile"),
    /** By a restart: variables, arguments, files beside the jar. */
    BOOT("boot"),
    /** By a write to KV. */
    ANY_TIME("any-time"),
    /** Nobody set it. */
    DEFAULT("default");

    private final String word;

    Layer(String word) {
        this.word = word;
    }

    @Override
    public String toString() {
        return word;
    }
}
