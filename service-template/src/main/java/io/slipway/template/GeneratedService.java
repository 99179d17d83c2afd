package io.slipway.template;

import java.nio.file.Path;
import java.util.List;

/**
 * Says what was written.
 *
 * @param folder the service's own
 * @param files every file, relative to the folder, sorted
 */
public record GeneratedService(Path folder, List<Path> files) {

    public GeneratedService {
        files = List.copyOf(files);
    }
}
