package io.slipway.bamboo.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.bamboo.route.Policy;
import io.slipway.bamboo.route.Route;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("H8, H12: Consul missing everybody at once")
class SilenceGuardTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final SilenceGuard guard = new SilenceGuard(Duration.ofSeconds(30));

    private static Topology topology(Standing... standings) {
        List<Server> servers = Stream.iterate(0, i -> i + 1)
                .limit(standings.length)
                .map(i -> new Server(
                        "t" + i,
                        "h",
                        "127.0.0.1",
                        1000 + i,
                        "TASK_RUNNING",
                        true,
                        ConsulStatus.ABSENT,
                        standings[i],
                        1))
                .toList();
        Backend backend = new Backend(
                "orders_1",
                Origin.MARATHON,
                "/orders",
                "orders",
                List.of(new Route(null, "/")),
                Policy.DEFAULT,
                servers);
        return new Topology(true, List.of(backend), List.of());
    }

    private List<Standing> pass(int second, Standing... standings) {
        return guard.pass(topology(standings), START.plusSeconds(second)).backends().get(0).servers().stream()
                .map(Server::standing)
                .toList();
    }

    @Test
    void oneThatLeavesIsBelieved() {
        pass(0, Standing.SERVES, Standing.SERVES);
        assertThat(pass(1, Standing.SERVES, Standing.NOT_IN_CONSUL))
                .containsExactly(Standing.SERVES, Standing.NOT_IN_CONSUL);
        assertThat(guard.held()).isEmpty();
    }

    @Test
    void whenAllLeaveThoseThatServedAreHeldUntilConsulInsists() {
        pass(0, Standing.SERVES, Standing.SERVES, Standing.NOT_IN_CONSUL);
        Standing[] gone = {Standing.NOT_IN_CONSUL, Standing.NOT_IN_CONSUL, Standing.NOT_IN_CONSUL};
        assertThat(pass(1, gone)).containsExactly(Standing.HELD, Standing.HELD, Standing.NOT_IN_CONSUL);
        assertThat(guard.held())
                .containsExactly("Consul lists no healthy instance of orders any more, while Marathon runs 2: held.");
        assertThat(pass(31, gone)).containsExactly(Standing.HELD, Standing.HELD, Standing.NOT_IN_CONSUL);
        assertThat(pass(32, gone)).containsExactly(gone);
        assertThat(guard.held()).isEmpty();
        assertThat(pass(33, gone)).containsExactly(gone);
    }

    @Test
    void oneThatComesBackEndsTheHold() {
        pass(0, Standing.SERVES, Standing.SERVES);
        pass(1, Standing.NOT_IN_CONSUL, Standing.NOT_IN_CONSUL);
        assertThat(pass(2, Standing.SERVES, Standing.NOT_IN_CONSUL))
                .containsExactly(Standing.SERVES, Standing.NOT_IN_CONSUL);
        assertThat(pass(60, Standing.NOT_IN_CONSUL, Standing.NOT_IN_CONSUL))
                .containsExactly(Standing.HELD, Standing.NOT_IN_CONSUL);
    }

    @Test
    void whatMarathonItselfEndsIsNotHeld() {
        pass(0, Standing.SERVES, Standing.SERVES);
        assertThat(pass(1, Standing.DYING, Standing.DEAD)).containsExactly(Standing.DYING, Standing.DEAD);
    }
}
