package io.slipway.registry.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExcerptTest {

    @Test
    void oneLineWithoutControlCharactersIsLeft() {
        assertThat(Excerpt.of("a\r\nERROR forged\u001b[31m\u202e b\u2028c\t")).isEqualTo("a ERROR forged [31m b c");
    }

    @Test
    void longTextIsCut() {
        assertThat(Excerpt.of("x".repeat(100_000))).isEqualTo("x".repeat(200) + "…");
        assertThat(Excerpt.of("x".repeat(200))).isEqualTo("x".repeat(200));
    }

    @Test
    void aFailureWithoutAMessageIsNamedByItsType() {
        assertThat(Excerpt.of(new IllegalStateException())).isEqualTo("IllegalStateException");
        assertThat(Excerpt.of(new IllegalStateException("so\nso"))).isEqualTo("so so");
    }
}
