package io.slipway.bamboo.haproxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.bamboo.haproxy.Slot.Use;
import io.slipway.bamboo.route.Balance;
import io.slipway.bamboo.route.Mode;
import io.slipway.bamboo.route.Policy;
import io.slipway.bamboo.route.Route;
import io.slipway.bamboo.route.Timeouts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigTextIT {

    @TempDir
    Path folder;

    @Test
    void whateverTheLayoutHaproxyAcceptsItWithoutAWord() throws Exception {
        Random random = new Random(20260101);
        for (int i = 0; i < 20; i++) {
            assertThat(check(new Layout(random.nextInt(10) > 0, pools(random)))).isEmpty();
        }
        assertThat(check(Layouts.layout())).isEmpty();
        assertThat(check(Layout.UNKNOWN)).isEmpty();
    }

    private String check(Layout layout) throws Exception {
        Path config = folder.resolve("haproxy.cfg");
        Files.writeString(config, new ConfigText(new Ways("127.0.0.1", 9600), Paths.in(folder, folder)).render(layout));
        // Not -q: a warning is not wanted either.
        Command.Outcome outcome =
                Command.run(Duration.ofSeconds(20), List.of("haproxy", "-c", "-f", config.toString()));
        return outcome.output().replace("Configuration file is valid\n", "");
    }

    private static List<Pool> pools(Random random) {
        List<Pool> pools = new ArrayList<>();
        for (int i = random.nextInt(40); i > 0; i--) {
            Policy policy = policy(random);
            List<Slot> slots = new ArrayList<>();
            for (int slot = 1; slot <= 10; slot++) {
                Use use = List.of(Use.FREE, Use.READY, Use.DRAINING, Use.LEFT).get(random.nextInt(4));
                slots.add(
                        use == Use.FREE
                                ? Slot.free(slot)
                                : Layouts.slot(slot, use, "t" + slot, "10.0.0." + i, 1 + random.nextInt(65_535))
                                        .weighing(random.nextInt(257)));
            }
            pools.add(new Pool("app-" + i + "_1a2b3c4d", List.of(route(i, policy, random)), policy, slots, List.of()));
        }
        return pools;
    }

    private static Route route(int i, Policy policy, Random random) {
        if (policy.mode() == Mode.TCP) {
            return Route.port(20_000 + i);
        }
        return new Route(
                random.nextBoolean() ? null : "h" + i + ".example.com",
                "/" + "a".repeat(1 + random.nextInt(254)) + i,
                random.nextInt(4) == 0 ? 30_000 : 0,
                random.nextBoolean(),
                random.nextInt(3));
    }

    private static Policy policy(Random random) {
        Mode mode = random.nextInt(5) == 0 ? Mode.TCP : Mode.HTTP;
        Balance balance = List.of(Balance.values()).get(random.nextInt(4));
        Timeouts timeouts = new Timeouts(
                random.nextBoolean() ? null : Duration.ofMillis(1 + random.nextInt(86_400_000)),
                random.nextBoolean() ? null : Duration.ofHours(1));
        return new Policy(mode, balance, mode == Mode.HTTP && random.nextBoolean(), timeouts);
    }
}
