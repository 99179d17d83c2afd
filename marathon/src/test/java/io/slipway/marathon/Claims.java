package io.slipway.marathon;

/** Gives claims about one subject the server that they are about. */
abstract class Claims {

    abstract MarathonContract contract();

    Marathon marathon() {
        return contract().connected();
    }

    ContractApps apps() {
        return contract().apps();
    }
}
