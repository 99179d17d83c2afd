package io.slipway.local.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.registry.Registry;
import java.net.URI;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Leaves something behind, too: whichever class comes second must not see it. */
@SlipwayTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OncePerClassTest {

    private final String addressWhenItWasMade = System.getProperty("CONSUL_HTTP_ADDR");

    @BeforeAll
    void theAgentIsEmpty(Registry registry) {
        Left.nothingElseIn(registry);
        registry.put("left/by/another", "class");
    }

    @Test
    void theAddressIsKnownBeforeTheClassIsMade(URI uri) {
        assertThat(addressWhenItWasMade).isEqualTo(uri.getAuthority());
    }

    @Test
    void whatOneTestFindsTheNextOneKeeps(Registry registry) {
        assertThat(registry.entry("left/by/another")).isPresent();
    }
}
