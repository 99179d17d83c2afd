package io.slipway.launcher.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.template.GeneratedService;

/** Tells programs what was generated; apart from the command, so that {@code --help} loads no Jackson. */
final class GeneratedJson {

    private GeneratedJson() {}

    static String of(GeneratedService service, boolean written) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("folder", service.folder().toString())
                .put("written", written);
        ArrayNode files = json.putArray("files");
        service.files().forEach(file -> files.add(file.toString()));
        return json.toString();
    }
}
