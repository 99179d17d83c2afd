package com.example.inventory;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/** Asks {@code POST /inventory} to create one. */
record InventoryRequest(
        @NotBlank @Size(max = 100) @Schema(example = "Ada") String name) {}
