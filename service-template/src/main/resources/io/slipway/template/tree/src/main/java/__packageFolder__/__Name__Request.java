{{=<% %>=}}
package <%package%>;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/** Asks {@code POST /<%name%>} to create one. */
record <%Name%>Request(
        @NotBlank @Size(max = 100) @Schema(example = "Ada") String name) {}
