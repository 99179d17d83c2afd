package io.slipway.registry.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BootAddressTest {

    private static final RandomGenerator RANDOM = () -> 0x1234_5678_0000_0000L;

    @Test
    void onItsOwnAServiceIsReachedWhereItListens() {
        assertThat(from(Map.of())).isEqualTo(new BootAddress("127.0.0.1", 8080, "orders-127.0.0.1-8080-12345678"));
    }

    @Test
    void marathonsHostAndPortAreTheOutsideOfTheMapping() {
        assertThat(from(Map.of("HOST", "agent-7.example", "PORT0", "31000", "MESOS_TASK_ID", "orders.1-a")))
                .isEqualTo(new BootAddress("agent-7.example", 31000, "orders.1-a"));
    }

    @Test
    void inAContainerTheMappingOfThePortListenedOnCounts() {
        assertThat(from(Map.of("HOST", "agent-7", "PORT0", "31000", "PORT_9090", "31000", "PORT_8080", "31001")))
                .isEqualTo(new BootAddress("agent-7", 31001, "orders-agent-7-31001-12345678"));
        assertThat(from(Map.of("HOST", "agent-7", "PORT_8080", "31001")).port()).isEqualTo(31001);
        assertThat(from(Map.of("PORT_8080", "31001")).port()).isEqualTo(8080);
    }

    @Test
    void withoutAWordThisMachinesOwnAddressIsAskedFor() {
        assertThat(BootAddress.from(Map.of(), "orders", 8080, RANDOM, () -> "10.1.2.3"))
                .isEqualTo(new BootAddress("10.1.2.3", 8080, "orders-10.1.2.3-8080-12345678"));
    }

    @Test
    void anAdvertisedAddressWins() {
        assertThat(from(Map.of("SLIPWAY_ADVERTISE", "10.0.0.5:9000", "HOST", "agent", "PORT0", "31000")))
                .isEqualTo(new BootAddress("10.0.0.5", 9000, "orders-10.0.0.5-9000-12345678"));
    }

    @Test
    void anIpv6AddressIsAdvertisedInBrackets() {
        assertThat(from(Map.of("SLIPWAY_ADVERTISE", "[::1]:9000")))
                .isEqualTo(new BootAddress("::1", 9000, "orders---1-9000-12345678"));
    }

    @Test
    void aHostWithoutAPortIsTheShellsAndNotMarathons() {
        assertThat(from(Map.of("HOST", "laptop")).host()).isEqualTo("127.0.0.1");
        assertThat(from(Map.of("PORT0", "8080")).host()).isEqualTo("127.0.0.1");
    }

    @Test
    void anEmptyVariableIsNone() {
        assertThat(from(Map.of("SLIPWAY_ADVERTISE", " ", "HOST", "", "PORT0", "", "MESOS_TASK_ID", "")))
                .isEqualTo(from(Map.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"orders", "orders:", ":9000", "http://orders:9000", "a b:9000", "::1:9000", "orders:port"})
    void whatIsNoAddressIsRefused(String advertised) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> from(Map.of("SLIPWAY_ADVERTISE", advertised)))
                .withMessage("Cannot tell where orders is reached: SLIPWAY_ADVERTISE is \"" + advertised
                        + "\", expected host:port.");
    }

    @Test
    void allProblemsAreSaidAtOnce() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> from(Map.of("HOST", "a/b", "PORT0", "99999", "MESOS_TASK_ID", "a task")))
                .withMessage("Cannot tell where orders is reached: HOST is \"a/b\", expected a name or an address;"
                        + " PORT0 is \"99999\", expected a number from 1 to 65535;"
                        + " MESOS_TASK_ID is \"a task\", expected an id without slash or space.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "[::]", "[0:0::0]"})
    void whereOneListensIsNotWhereOneIsReached(String host) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> from(Map.of("SLIPWAY_ADVERTISE", host + ":9000")))
                .withMessage("Cannot tell where orders is reached: the host in SLIPWAY_ADVERTISE is \""
                        + host.replaceAll("[\\[\\]]", "") + "\", expected a name or an address.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "fe80::1%eth0", "[fd00::1]"})
    void whatIsNoHostOfAnAgentIsRefused(String host) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> from(Map.of("HOST", host, "PORT0", "31000")))
                .withMessage("Cannot tell where orders is reached: HOST is \"" + host
                        + "\", expected a name or an address.");
    }

    @Test
    void aPortOfNothingIsRefusedWhoeverGivesIt() {
        for (Map<String, String> given : List.of(
                Map.of("SLIPWAY_ADVERTISE", "agent:0"),
                Map.of("HOST", "agent", "PORT0", "0"),
                Map.of("HOST", "agent", "PORT_8080", "0"))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> from(given))
                    .withMessageEndingWith(" is \"0\", expected a number from 1 to 65535.");
        }
    }

    @Test
    void portNothingIsNoPort() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BootAddress.from(Map.of(), "orders", 0, RANDOM))
                .withMessage("Cannot tell where orders is reached:"
                        + " the port listened on is \"0\", expected a number from 1 to 65535.");
    }

    private static BootAddress from(Map<String, String> environment) {
        return BootAddress.from(environment, "orders", 8080, RANDOM);
    }
}
