package io.slipway.registry.consul;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConsulAddressTest {

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1:8500,http://127.0.0.1:8500",
        "' consul:9603 ',http://consul:9603",
        "https://consul.example/,https://consul.example:443",
        "http://[::1]:8500,http://[::1]:8500"
    })
    void anAddressIsHostAndPortOrAUrl(String given, String url) {
        assertThat(ConsulRegistry.address(given)).isEqualTo(URI.create(url));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ftp://consul", "http://", "http://consul:8500/v1", "consul:port", "a b"})
    void anythingElseIsNoAddress(String given) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConsulRegistry.address(given))
                .withMessage("Not an address of Consul: \"" + given
                        + "\". Expected host:port or a URL such as http://127.0.0.1:8500.");
    }

    @Test
    void anAddressWithAPasswordIsRefusedWithoutShowingIt() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConsulRegistry.address("http://me:secret@consul:8500"))
                .withMessage(
                        "Not an address of Consul: it holds a user's name or password, which Consul does not ask for."
                                + " Expected host:port or a URL such as http://127.0.0.1:8500.");
    }
}
