package io.slipway.local.marathon.executor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.Test;

class PortPoolTest {

    @Test
    void aPortThatSomebodyListensOnIsLeftOut() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();
            PortPool pool = new PortPool(port, port);

            assertThat(pool.reserve(1)).isEmpty();
            assertThat(pool.reserveExactly(List.of(port))).isEmpty();

            taken.close();
            assertThat(pool.reserve(1)).contains(List.of(port));
        }
    }

    @Test
    void portsGoRoundAndAreGivenOnce() {
        PortPool pool = new PortPool(20_480, 20_489);
        List<Integer> first = pool.reserve(4).orElseThrow();
        pool.release(first);

        assertThat(pool.reserve(6).orElseThrow()).doesNotContainAnyElementsOf(first);
        assertThat(pool.reserve(4).orElseThrow()).isEqualTo(first);
        assertThat(pool.reserve(1)).isEmpty();
        assertThat(pool.reserve(0)).contains(List.of());
    }

    @Test
    void allOrNone() {
        PortPool pool = new PortPool(20_490, 20_492);

        assertThat(pool.reserve(4)).isEmpty();
        assertThat(pool.reserve(3)).isPresent();
        assertThat(pool.reserveExactly(List.of(20_491, 20_495))).isEmpty();
        assertThat(pool.reserveExactly(List.of(20_495))).isPresent();
    }
}
