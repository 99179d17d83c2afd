package io.slipway.registry.client;

/** Keeps RxJava, on which Hystrix stands, off {@code sun.misc.Unsafe}: JDK 26 denies it. */
final class RxOffUnsafe {

    private static final String SWITCH = "rx.unsafe-disable";

    private RxOffUnsafe() {}

    /** Must be called before RxJava is loaded; whoever set the switch otherwise is left alone. */
    static void ensure() {
        if (System.getProperty(SWITCH) == null) {
            System.setProperty(SWITCH, "true");
        }
    }
}
