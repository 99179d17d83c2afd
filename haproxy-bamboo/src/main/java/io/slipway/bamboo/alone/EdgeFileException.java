package io.slipway.bamboo.alone;

import java.util.List;

/** Says everything that is wrong with an edge's file, one line each; shows no secret. */
public final class EdgeFileException extends RuntimeException {

    EdgeFileException(List<String> problems) {
        super(String.join("\n", problems));
    }
}
