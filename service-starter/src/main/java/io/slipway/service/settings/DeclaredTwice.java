package io.slipway.service.settings;

import java.util.List;

/** Says which keys are declared in two layers, and where. */
final class DeclaredTwice extends RuntimeException {

    DeclaredTwice(List<String> problems) {
        super(String.join(System.lineSeparator(), problems));
    }
}
