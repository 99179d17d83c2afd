package io.slipway.launcher.demo;

/** Plays one step of the road and adds a row for each thing it checked. */
interface Chapter {

    String title();

    /** Throws {@link DemoFailure} where the road cannot go on. */
    void play(Stage stage) throws InterruptedException;
}
