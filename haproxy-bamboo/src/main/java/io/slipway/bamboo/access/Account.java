package io.slipway.bamboo.access;

/** Names somebody who may come in. */
public record Account(String name, Role role) {

    /** Stands for everybody, where the edge asks nobody who he is. */
    public static final Account ANYBODY = new Account("anybody", Role.OPERATOR);
}
