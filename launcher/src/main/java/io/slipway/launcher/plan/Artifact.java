package io.slipway.launcher.plan;

import java.nio.file.Path;

/**
 * Names what is to run.
 *
 * @param source where the build left it
 * @param kept where it is kept under the hash of its content, so that a version can always be started again
 */
public record Artifact(Path source, Path kept) {

    /** Returns {@code orders-0123456789ab.jar}. */
    public String fileName() {
        return String.valueOf(kept.getFileName());
    }
}
