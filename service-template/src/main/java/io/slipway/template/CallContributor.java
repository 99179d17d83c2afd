package io.slipway.template;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Contributes the client of each service that is called. */
final class CallContributor implements Contributor {

    private final Contributor service;

    CallContributor(Contributor service) {
        this.service = service;
    }

    @Override
    public String name() {
        return "call";
    }

    @Override
    public List<Map<String, Object>> printings(ServiceDescription description) {
        Map<String, Object> shared = service.printings(description).get(0);
        return description.calls().stream()
                .map(call -> together(shared, values(call)))
                .toList();
    }

    static Map<String, Object> values(String call) {
        JavaName name = JavaName.of(call);
        return Map.of("called", call, "Called", name.type(), "calledApi", name.variable() + "Api");
    }

    private static Map<String, Object> together(Map<String, Object> some, Map<String, Object> more) {
        Map<String, Object> all = new HashMap<>(some);
        all.putAll(more);
        return all;
    }
}
