package io.slipway.service.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipway.service.internal.BadBootEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.util.unit.DataSize;

final class LimitsOfEnvironmentTest {

    @Test
    void aSizeIsSaidInItsUnit() {
        assertThat(Limits.of(new MockEnvironment()).body()).isEqualTo(DataSize.ofMegabytes(1));
        assertThat(BodyTooLarge.detail(Limits.of(environment("512KB"))))
                .isEqualTo("The body of a request may have 512 KiB.");
        assertThat(BodyTooLarge.detail(Limits.of(environment("1000"))))
                .isEqualTo("The body of a request may have 1000 bytes.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "much", "-1MB", "1 PB"})
    void whatIsNoSizeEndsTheStart(String size) {
        assertThatThrownBy(() -> Limits.of(environment(size)))
                .isInstanceOf(BadBootEnvironment.class)
                .hasMessage("slipway.limits.body is \"" + size + "\", expected a size, as in 512KB or 1MB.");
    }

    private static MockEnvironment environment(String size) {
        return new MockEnvironment().withProperty("slipway.limits.body", size);
    }
}
