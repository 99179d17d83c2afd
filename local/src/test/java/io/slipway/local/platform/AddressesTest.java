package io.slipway.local.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AddressesTest {

    @Test
    void everyPartHasItsPlaceAfterTheBase() {
        Addresses at = new Addresses(9600);

        assertThat(at.edge("/orders")).hasToString("http://127.0.0.1:9600/orders");
        assertThat(at.edgePage("/")).hasToString("http://127.0.0.1:9601/");
        assertThat(at.marathon("/v2/apps")).hasToString("http://127.0.0.1:9602/v2/apps");
        assertThat(at.consul("/v1/kv")).hasToString("http://127.0.0.1:9603/v1/kv");
        assertThat(at.firstTaskPort()).isEqualTo(9700);
        assertThat(at.lastTaskPort()).isEqualTo(9799);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 80, 1023, 65337, 70000})
    void aBaseWhosePortsDoNotFitIsRefused(int base) {
        assertThatThrownBy(() -> new Addresses(base))
                .hasMessage(base + " is no port base: give one from 1024 to 65336; the platform uses the 200 ports that"
                        + " begin there.");
    }

    @Test
    void theHighestBaseStillFits() {
        assertThat(new Addresses(65336).lastTaskPort()).isEqualTo(65535);
    }
}
