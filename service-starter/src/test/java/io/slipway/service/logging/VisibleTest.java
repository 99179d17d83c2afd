package io.slipway.service.logging;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class VisibleTest {

    @Test
    void harmlessTextStaysAsItIs() {
        String text = "Größe \t 10 € \uD83D\uDE00 \\n";
        assertThat(Visible.of(text)).isSameAs(text);
        assertThat(Visible.of("")).isEmpty();
    }

    @Test
    void whatMovesTheCursorIsShown() {
        assertThat(Visible.of("a\r\nb\u0000\u001b[2J\u007f\u0085\u2028\u2029\u202e\u2066é"))
                .isEqualTo("a\\r\\nb\\u0000\\u001b[2J\\u007f\\u0085\\u2028\\u2029\\u202e\\u2066é");
    }
}
