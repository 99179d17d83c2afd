package com.example.inventory;

import io.slipway.registry.settings.Live;
import io.slipway.service.Identity;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Answers for the resource {@code /inventory}. */
@RestController
@RequestMapping("/inventory")
@Tag(name = "inventory")
class InventoryController {

    private final Identity identity;
    private final Live<InventorySettings> settings;

    InventoryController(Identity identity, Live<InventorySettings> settings) {
        this.identity = identity;
        this.settings = settings;
    }

    @GetMapping("/{id}")
    @Operation(summary = "Says which instance answers, with which settings")
    InventoryResponse find(@PathVariable String id) {
        return new InventoryResponse(
                id, identity.instance(), identity.version(), settings.get().pageSize(), Map.of());
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Creates one, greeted as the settings say")
    InventoryCreated create(@Valid @RequestBody InventoryRequest request) {
        String greeting = settings.get().greeting() + ", " + request.name();
        return new InventoryCreated(UUID.randomUUID().toString(), greeting);
    }
}
