package io.slipway.template;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Contributes the receipt of what the others printed. */
final class ReceiptContributor implements Contributor {

    private final Contributor service;
    private final List<GeneratedFile> printed;

    ReceiptContributor(Contributor service, List<GeneratedFile> printed) {
        this.service = service;
        this.printed = List.copyOf(printed);
    }

    @Override
    public String name() {
        return "receipt";
    }

    @Override
    public List<Map<String, Object>> printings(ServiceDescription description) {
        Map<String, Object> values =
                new HashMap<>(service.printings(description).get(0));
        values.put(
                "files",
                printed.stream()
                        .map(file -> Map.of("path", file.path(), "sha256", file.sha256()))
                        .toList());
        return List.of(values);
    }
}
