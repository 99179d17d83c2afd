package io.slipway.marathon;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Asks for a host port; {@code port} 0 lets Marathon choose the service port too. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record PortDefinition(
        @JsonInclude(JsonInclude.Include.ALWAYS) int port,
        @Nullable String name,
        String protocol,
        Map<String, String> labels) {

    public PortDefinition {
        labels = labels == null ? Map.of() : Map.copyOf(labels);
    }

    /** Asks for any TCP port under a name. */
    public static PortDefinition named(String name) {
        return new PortDefinition(0, name, "tcp", Map.of());
    }
}
