package io.slipway.service.logging;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

final class RequestIdsTest {

    private final RequestIds ids = new RequestIds(() -> "fresh");

    @ParameterizedTest
    @ValueSource(strings = {"a", "7f0c2b1e-9d1f-4a51-8d57-0f8f1c5f3b11", "7F000001:8CE2_7F000001:1F90_5F3B11:0001"})
    void aHarmlessIdIsKept(String offered) {
        assertThat(ids.idFor(offered)).isEqualTo(offered);
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(strings = {"a b", "a\nb", "a\u0000", "\"},{\"level\":\"ERROR\"", "<script>", "é", "${jndi:ldap://x}"})
    void anyOtherIdIsReplaced(String offered) {
        assertThat(ids.idFor(offered)).isEqualTo("fresh");
    }

    @Test
    void anIdOfMoreThan128CharactersIsReplaced() {
        assertThat(ids.idFor("x".repeat(128))).hasSize(128);
        assertThat(ids.idFor("x".repeat(129))).isEqualTo("fresh");
    }
}
