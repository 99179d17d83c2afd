package com.acme.shop.prices;

import io.slipway.registry.settings.Live;
import io.slipway.service.Identity;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.util.LinkedHashMap;
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

/** Answers for the resource {@code /price-list}. */
@RestController
// Other services call the first; the edge sends the second.
@RequestMapping({"/price-list", "/api/prices"})
@Tag(name = "price-list")
class PriceListController {

    private final Identity identity;
    private final Live<PriceListSettings> settings;
    private final InventoryApi inventoryApi;
    private final TaxRatesApi taxRatesApi;

    PriceListController(
            Identity identity,
            Live<PriceListSettings> settings,
            InventoryApi inventoryApi,
            TaxRatesApi taxRatesApi) {
        this.identity = identity;
        this.settings = settings;
        this.inventoryApi = inventoryApi;
        this.taxRatesApi = taxRatesApi;
    }

    @GetMapping("/{id}")
    @Operation(summary = "Says which instance answers, with which settings, and who answered it in turn")
    PriceListResponse find(@PathVariable String id) {
        return new PriceListResponse(
                id, identity.instance(), identity.version(), settings.get().pageSize(), calls(id));
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Creates one, greeted as the settings say")
    PriceListCreated create(@Valid @RequestBody PriceListRequest request) {
        String greeting = settings.get().greeting() + ", " + request.name();
        return new PriceListCreated(UUID.randomUUID().toString(), greeting);
    }

    private Map<String, ServedBy> calls(String id) {
        Map<String, ServedBy> answers = new LinkedHashMap<>();
        answers.put("inventory", inventoryApi.find(id));
        answers.put("tax-rates", taxRatesApi.find(id));
        return answers;
    }
}
