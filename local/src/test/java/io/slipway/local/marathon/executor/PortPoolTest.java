package io.slipway.local.marathon.executor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class PortPoolTest {

    @Test
    void aPortThatSomebodyListensOnIsLeftOut() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();
            PortPool pool = new PortPool(port, port);

            assertThat(pool.reserve(List.of(0))).isEmpty();
            assertThat(pool.reserve(List.of(port))).isEmpty();

            taken.close();
            assertThat(pool.reserve(List.of(0))).contains(List.of(port));
        }
    }

    @Test
    void portsGoRoundAndAreGivenOnce() {
        PortPool pool = new PortPool(20_480, 20_489);
        List<Integer> first = pool.reserve(any(4)).orElseThrow();
        pool.release(first);

        assertThat(pool.reserve(any(6)).orElseThrow()).doesNotContainAnyElementsOf(first);
        assertThat(pool.reserve(any(4)).orElseThrow()).isEqualTo(first);
        assertThat(pool.reserve(any(1))).isEmpty();
        assertThat(pool.reserve(any(0))).contains(List.of());
    }

    @Test
    void allOrNone() {
        PortPool pool = new PortPool(20_490, 20_492);

        assertThat(pool.reserve(any(4))).isEmpty();
        assertThat(pool.reserve(any(3))).isPresent();
        assertThat(pool.reserve(List.of(20_491, 20_495))).isEmpty();
        assertThat(pool.reserve(List.of(20_495, 0))).isEmpty();
        assertThat(pool.reserve(List.of(20_495))).isPresent();
    }

    @Test
    void aPortThatMustBeIsGivenToNobodyElseOfTheSameTask() {
        PortPool pool = new PortPool(20_493, 20_496);

        assertThat(pool.reserve(List.of(0, 20_493, 0))).contains(List.of(20_494, 20_493, 20_495));
    }

    private static List<Integer> any(int count) {
        return Collections.nCopies(count, 0);
    }
}
