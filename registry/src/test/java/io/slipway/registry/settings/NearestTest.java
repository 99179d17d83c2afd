package io.slipway.registry.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {

    private static final List<String> KNOWN = List.of("run", "deploy", "orders.page-size", "rum");

    @ParameterizedTest
    @CsvSource({
        "ruun,run",
        "rn,run",
        "deplyo,deploy",
        "orders.pagesize,orders.page-size",
        "orders.page_sizes,orders.page-size"
    })
    void aSlipIsGuessed(String word, String meant) {
        assertThat(Nearest.of(word, KNOWN)).hasValue(meant);
    }

    @Test
    void whatIsFarFromEverythingIsNotGuessed() {
        assertThat(Nearest.of("configure", KNOWN)).isEmpty();
        assertThat(Nearest.of("x", List.of())).isEmpty();
    }

    @Test
    void ofTwoEquallyNearTheFirstByNameIsMeant() {
        assertThat(Nearest.of("ruc", KNOWN)).hasValue("rum");
    }

    @Test
    void veryLongWordsAreNotCompared() {
        assertThat(Nearest.of("x".repeat(500_000), List.of("x".repeat(500_000))))
                .isEmpty();
    }
}
