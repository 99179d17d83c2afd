package io.slipway.template;

import java.util.List;
import java.util.Map;

/** Contributes what every service has once. */
final class ServiceContributor implements Contributor {

    @Override
    public String name() {
        return "service";
    }

    @Override
    public List<Map<String, Object>> printings(ServiceDescription service, Map<String, Object> shared) {
        return List.of(shared);
    }
}
