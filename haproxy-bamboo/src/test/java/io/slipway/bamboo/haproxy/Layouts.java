package io.slipway.bamboo.haproxy;

import io.slipway.bamboo.haproxy.Slot.Use;
import io.slipway.bamboo.route.Route;
import java.time.Instant;
import java.util.List;

/** Makes a layout in which everything occurs. */
final class Layouts {

    static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private Layouts() {}

    static Layout layout() {
        return new Layout(
                true,
                List.of(
                        new Pool(
                                "orders_fc7d0552",
                                List.of(new Route(null, "/orders"), new Route("shop.example.com", "/")),
                                List.of(
                                        slot(1, Use.READY, "t1", "127.0.0.1", 9701),
                                        slot(2, Use.DRAINING, "t2", "127.0.0.1", 9702),
                                        slot(3, Use.LEFT, "t3", "127.0.0.1", 9703),
                                        slot(4, Use.READY, "t4", "2001:db8::1", 9704),
                                        Slot.free(5))),
                        new Pool("orders-v2_1a2b3c4d", List.of(new Route(null, "/orders/v2")), List.of(Slot.free(1)))));
    }

    static Slot slot(int number, Use use, String task, String address, int port) {
        return new Slot("s" + number, use, new Tenant(task, address, port), NOW, 1);
    }
}
