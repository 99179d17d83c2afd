package io.slipway.template;

import java.util.List;
import java.util.Map;

/** Contributes the receipt of what the others printed. */
final class ReceiptContributor implements Contributor {

    private final List<GeneratedFile> printed;

    ReceiptContributor(List<GeneratedFile> printed) {
        this.printed = List.copyOf(printed);
    }

    @Override
    public String name() {
        return "receipt";
    }

    @Override
    public List<Map<String, Object>> printings(ServiceDescription service, Map<String, Object> shared) {
        List<Map<String, String>> files = printed.stream()
                .map(file -> Map.of("path", file.path(), "sha256", file.sha256()))
                .toList();
        return List.of(ServiceValues.together(shared, Map.of("files", files)));
    }
}
