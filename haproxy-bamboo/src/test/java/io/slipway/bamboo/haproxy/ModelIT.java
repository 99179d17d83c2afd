package io.slipway.bamboo.haproxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.bamboo.haproxy.ServersState.Mode;
import io.slipway.bamboo.haproxy.ServersState.Running;
import io.slipway.bamboo.route.Balance;
import io.slipway.bamboo.route.Policy;
import io.slipway.bamboo.route.Route;
import io.slipway.bamboo.route.Timeouts;
import io.slipway.bamboo.topology.Backend;
import io.slipway.bamboo.topology.ConsulStatus;
import io.slipway.bamboo.topology.Origin;
import io.slipway.bamboo.topology.Server;
import io.slipway.bamboo.topology.Standing;
import io.slipway.bamboo.topology.Topology;
import io.slipway.registry.FreePort;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelIT {

    private static final List<Standing> STANDINGS =
            List.of(Standing.SERVES, Standing.SERVES, Standing.DYING, Standing.DEAD, Standing.STARTING);

    @TempDir
    Path folder;

    private final Random random = new Random(20260101);

    @Test
    @DisplayName(
            "H15, H16, H19, H20: whatever the topology and however it was reached, HAProxy's own state equals the model")
    void haproxysOwnStateEqualsTheModel() throws Exception {
        Haproxy haproxy =
                new Haproxy(Paths.in(folder, folder), "haproxy", new Ways("127.0.0.1", FreePort.find()), () -> {});
        try {
            Layout layout = new Layout(true, List.of());
            haproxy.start(layout);
            for (int step = 0; step < 12; step++) {
                Instant now = Instant.EPOCH.plusSeconds(step);
                Layout next = new LayoutPlanner(topology(), (pool, slot) -> random.nextBoolean(), now).plan(layout);
                if (next.sameShape(layout)) {
                    haproxy.write(next);
                } else {
                    haproxy.reload(next);
                }
                layout = next;
                List<String> commands =
                        RuntimeCommands.between(haproxy.servers(), layout).all();
                if (!commands.isEmpty()) {
                    haproxy.run(commands);
                }
                assertThat(withoutLeft(haproxy.servers().servers(), layout))
                        .isEqualTo(withoutLeft(model(layout), layout));
            }
        } finally {
            haproxy.stop(Duration.ZERO);
        }
    }

    /** A slot that its task left keeps its address until nobody needs it, and is in maintenance meanwhile. */
    private static Map<String, Running> withoutLeft(Map<String, Running> servers, Layout layout) {
        Map<String, Running> compared = new HashMap<>(servers);
        layout.pools().forEach(pool -> pool.slots().stream()
                .filter(slot -> slot.use() == Slot.Use.LEFT)
                .forEach(slot -> compared.computeIfPresent(
                        pool.name() + "/" + slot.name(),
                        (name, running) -> new Running("left", 0, running.mode(), running.weight()))));
        return compared;
    }

    private Topology topology() {
        List<Backend> backends = new ArrayList<>();
        // Now and then the same ones with other servers, so that commands alone suffice.
        for (int i = 0; i < 3 + random.nextInt(2); i++) {
            String name = "app-" + i + "_1";
            Policy policy = i == 1
                    ? new Policy(Policy.DEFAULT.mode(), Balance.LEASTCONN, true, Timeouts.DEFAULT)
                    : Policy.DEFAULT;
            backends.add(new Backend(
                    name,
                    Origin.MARATHON,
                    "/app-" + i,
                    name,
                    List.of(new Route(null, "/app-" + i)),
                    policy,
                    servers(i)));
        }
        return new Topology(true, backends, List.of());
    }

    private List<Server> servers(int backend) {
        return IntStream.range(0, random.nextInt(8))
                .mapToObj(i -> new Server(
                        "t" + backend + "-" + random.nextInt(12),
                        "h",
                        "127.0.0." + (1 + random.nextInt(4)),
                        1000 + i,
                        "TASK_RUNNING",
                        true,
                        ConsulStatus.UNKNOWN,
                        STANDINGS.get(random.nextInt(STANDINGS.size())),
                        random.nextInt(257)))
                .toList();
    }

    /** What the layout says, told by other means than those by which HAProxy is driven. */
    private static Map<String, Running> model(Layout layout) {
        Map<String, Running> model = new HashMap<>();
        for (Pool pool : layout.pools()) {
            for (Slot slot : pool.slots()) {
                Mode mode =
                        switch (slot.use()) {
                            case READY -> Mode.UP;
                            case DRAINING -> pool.policy().sticky() ? Mode.MAINT : Mode.DRAIN;
                            case FREE, LEFT -> Mode.MAINT;
                        };
                Tenant target = slot.target();
                model.put(
                        pool.name() + "/" + slot.name(),
                        new Running(target.address(), target.port(), mode, slot.weight()));
            }
        }
        return model;
    }
}
