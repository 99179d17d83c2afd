package io.slipway.template;

import java.util.List;
import java.util.Map;

/** Contributes what an image is built from, to a service that is to have one. */
final class ImageContributor implements Contributor {

    @Override
    public String name() {
        return "image";
    }

    @Override
    public List<Map<String, Object>> printings(ServiceDescription service, Map<String, Object> shared) {
        return service.docker() ? List.of(shared) : List.of();
    }
}
