package io.slipway.bamboo.haproxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.bamboo.haproxy.Slot.Use;
import io.slipway.bamboo.route.Route;
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
        Files.writeString(config, new ConfigText("127.0.0.1:9600", folder.resolve("admin.sock")).render(layout));
        // Not -q: a warning is not wanted either.
        Command.Outcome outcome =
                Command.run(Duration.ofSeconds(20), List.of("haproxy", "-c", "-f", config.toString()));
        return outcome.output().replace("Configuration file is valid\n", "");
    }

    private static List<Pool> pools(Random random) {
        List<Pool> pools = new ArrayList<>();
        for (int i = random.nextInt(40); i > 0; i--) {
            String path = "/" + "a".repeat(1 + random.nextInt(254)) + i;
            String host = random.nextBoolean() ? null : "h" + i + ".example.com";
            List<Slot> slots = new ArrayList<>();
            for (int slot = 1; slot <= 10; slot++) {
                Use use = List.of(Use.FREE, Use.READY, Use.DRAINING, Use.LEFT).get(random.nextInt(4));
                slots.add(
                        use == Use.FREE
                                ? Slot.free(slot)
                                : Layouts.slot(slot, use, "t" + slot, "10.0.0." + i, 1 + random.nextInt(65_535)));
            }
            pools.add(new Pool("app-" + i + "_1a2b3c4d", List.of(new Route(host, path)), slots));
        }
        return pools;
    }
}
