package com.acme.shop.prices;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/** Asks {@code POST /price-list} to create one. */
record PriceListRequest(
        @NotBlank @Size(max = 100) @Schema(example = "Ada") String name) {}
