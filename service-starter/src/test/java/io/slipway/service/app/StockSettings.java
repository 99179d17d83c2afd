package io.slipway.service.app;

import io.slipway.registry.settings.Default;
import io.slipway.registry.settings.Secret;
import io.slipway.registry.settings.Settings;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;

/** Has bounds by annotations, and a secret. */
@Settings("stock")
public record StockSettings(
        @Default("2") @Min(1) @Max(10) int shelves,

        @Default("north") @NotBlank @Size(max = 12) @Pattern(regexp = "[a-z-]*") String warehouse,

        @Default("a, b") @Size(min = 1) List<String> rows,
        @Secret @Default("0000") String pin) {}
