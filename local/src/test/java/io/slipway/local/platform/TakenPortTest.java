package io.slipway.local.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.registry.FreePort;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TakenPortTest {

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "0.0.0.0", "::"})
    void aPortIsTakenByWhoeverListensThere(String address) throws Exception {
        Addresses addresses = freeBase();
        try (ServerSocket other = new ServerSocket(addresses.marathonPort(), 1, InetAddress.getByName(address))) {
            assertThat(TakenPort.among(addresses)).singleElement().satisfies(taken -> {
                assertThat(taken.port()).isEqualTo(other.getLocalPort());
                assertThat(taken.use()).isEqualTo("the Marathon API");
                assertThat(taken.owner())
                        .startsWith("pid " + ProcessHandle.current().pid() + ": ")
                        .contains("java");
            });
        }
        assertThat(TakenPort.among(addresses)).isEmpty();
    }

    @Test
    void everyTakenPortIsNamedAtOnce() {
        List<TakenPort> taken = List.of(
                new TakenPort(9600, "the edge", "pid 12: nc -l 9600"),
                new TakenPort(9603, "the Consul API", "a process of another user"));

        assertThat(TakenPort.explain(taken, Optional.of(new Addresses(9800)))).isEqualTo("""
                        Ports are taken, so nothing was started:
                          9600, for the edge, by pid 12: nc -l 9600
                          9603, for the Consul API, by a process of another user
                        Stop them, or take other ports, as with --port-base 9800.""");
    }

    @Test
    void oneTakenPortIsNotSpokenOfAsSeveral() {
        List<TakenPort> taken = List.of(new TakenPort(9600, "the edge", "pid 12: nc -l 9600"));

        assertThat(TakenPort.explain(taken, Optional.empty())).isEqualTo("""
                        A port is taken, so nothing was started:
                          9600, for the edge, by pid 12: nc -l 9600
                        Stop it, or take other ports with --port-base.""");
    }

    @Test
    void aPortThatNobodyListensOnHasNoOwner() throws Exception {
        assertThat(PortOwner.of(FreePort.find()).process()).isEmpty();
    }

    @Test
    void onlyTheSocketThatListensCounts() {
        String listening =
                "   1: 0100007F:2580 00000000:0000 0A 00000000:00000000 00:00000000 00000000  0 0 4711 1 0 100";
        String connected =
                "   2: 0100007F:2580 0100007F:C000 01 00000000:00000000 00:00000000 00000000  0 0 4712 1 0 20";

        assertThat(PortOwner.listeningSocket(listening, 9600)).contains("4711");
        assertThat(PortOwner.listeningSocket(connected, 9600)).isEmpty();
        assertThat(PortOwner.listeningSocket(listening, 9601)).isEmpty();
        assertThat(PortOwner.listeningSocket("  sl  local_address rem_address   st", 9600))
                .isEmpty();
    }

    /** Below the ports that Linux gives to whoever asks for any. */
    static Addresses freeBase() {
        return TakenPort.freeAfter(new Addresses(20000)).orElseThrow();
    }
}
