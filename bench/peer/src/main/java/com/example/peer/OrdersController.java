package com.example.peer;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.Map;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.cloud.client.circuitbreaker.CircuitBreakerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestClient;

/** Answers as the generated service does. */
@RestController
@RequestMapping("/orders")
@Tag(name = "orders")
class OrdersController {

    record ServedBy(String instance, String version) {}

    record Order(String id, String instance, String version, int pageSize, Map<String, ServedBy> calls) {}

    record NewOrder(@NotBlank @Size(max = 100) String name) {}

    record Created(String id, String greeting) {}

    private final String instance;
    private final OrdersSettings settings;
    private final RestClient inventory;
    private final CircuitBreakerFactory<?, ?> breakers;

    OrdersController(
            @Value("${spring.cloud.consul.discovery.instance-id}") String instance,
            OrdersSettings settings,
            RestClient.Builder clients,
            CircuitBreakerFactory<?, ?> breakers) {
        this.instance = instance;
        this.settings = settings;
        this.inventory = clients.baseUrl("http://inventory").build();
        this.breakers = breakers;
    }

    @GetMapping("/{id}")
    @Operation(summary = "Says which instance answers, with which settings, and who answered it in turn")
    Order find(@PathVariable String id) {
        return new Order(id, instance, "1.0.0", settings.getPageSize(), Map.of("inventory", call(id)));
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Creates one, greeted as the settings say")
    Created create(@Valid @RequestBody NewOrder request) {
        return new Created(UUID.randomUUID().toString(), settings.getGreeting() + ", " + request.name());
    }

    private ServedBy call(String id) {
        return breakers.create("inventory")
                .run(
                        () -> inventory.get().uri("/inventory/{id}", id).retrieve().body(ServedBy.class),
                        failure -> new ServedBy("", ""));
    }
}
