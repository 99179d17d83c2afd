package io.slipway.service.app;

import io.slipway.registry.settings.Live;
import io.slipway.service.Identity;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
class OrdersController {

    private static final Logger LOG = LoggerFactory.getLogger(OrdersController.class);

    private final Live<OrdersSettings> settings;
    private final Live<LimitSettings> limits;
    private final InventoryApi inventory;
    private final Identity identity;
    private final SlowRequest slow;

    OrdersController(
            Live<OrdersSettings> settings,
            Live<LimitSettings> limits,
            InventoryApi inventory,
            Identity identity,
            SlowRequest slow) {
        this.settings = settings;
        this.limits = limits;
        this.inventory = inventory;
        this.identity = identity;
        this.slow = slow;
    }

    record Order(String id, String instance, String version, int pageSize, int perSecond) {}

    record NewOrder(@NotBlank String item) {}

    @GetMapping("/orders/{id}")
    Order order(@PathVariable String id) {
        LOG.info("Order {} asked for", id);
        return new Order(
                id,
                identity.instance(),
                identity.version(),
                settings.get().pageSize(),
                limits.get().perSecond());
    }

    @GetMapping("/orders/{id}/item")
    InventoryApi.Item item(@PathVariable String id) {
        return inventory.find(id);
    }

    @GetMapping("/slow")
    String slow() throws InterruptedException {
        slow.hold();
        return "done";
    }

    @GetMapping("/later")
    Callable<String> later() {
        return () -> {
            LOG.info("Answered from another thread");
            return "later";
        };
    }

    @GetMapping("/said")
    String said(@RequestParam String text) {
        LOG.info("Somebody said {}", text);
        LOG.error("Failed to say {}", text, new IllegalStateException(text));
        return "heard";
    }

    @GetMapping("/broken")
    String broken() {
        throw new IllegalStateException("broken on purpose");
    }

    @PostMapping("/orders")
    @ResponseStatus(HttpStatus.CREATED)
    NewOrder create(@Valid @RequestBody NewOrder order) {
        return order;
    }
}
