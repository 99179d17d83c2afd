package io.slipway.template;

import java.util.List;
import java.util.Map;

/** Contributes the client of each service that is called. */
final class CallContributor implements Contributor {

    @Override
    public String name() {
        return "call";
    }

    @Override
    public List<Map<String, Object>> printings(ServiceDescription service, Map<String, Object> shared) {
        return service.calls().stream()
                .map(call -> ServiceValues.together(shared, ServiceValues.ofCall(call)))
                .toList();
    }
}
