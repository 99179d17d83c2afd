package io.slipway.service.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.service.metrics.Activity;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ActivityTableTest {

    @Test
    void aRowSaysWhatOneLooksFor() {
        assertThat(ActivityTable.of(
                        "Served",
                        "refused",
                        List.of(new Activity("GET /<a>", 12.345, 0.25, 7, 1234, 1_000_000, 2, 5, 0))))
                .singleElement()
                .asString()
                .contains("<h2>Served</h2>")
                .contains("<tr><th>GET /&lt;a&gt;</th><td>12.3</td><td>0.25 ms</td><td>7.00 ms</td><td>1,234 ms</td>"
                        + "<td>1,000,000</td><td class=\"bad\">2</td><td>5</td></tr>");
    }

    @Test
    void theBusiestTwelveAreShownAndNothingWhereThereIsNone() {
        List<Activity> many = IntStream.range(0, 50)
                .mapToObj(i -> new Activity("GET /" + i, 0, 0, 0, 0, 0, 0, 0, 0))
                .toList();
        assertThat(ActivityTable.of("Served", "refused", many).toString())
                .contains("GET /11<")
                .doesNotContain("GET /12<");
        assertThat(ActivityTable.of("Served", "refused", List.of())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"0|0", "0.001|0.00", "1|1.00", "12.34|12.3", "123.4|123", "12345|12,345"})
    void aNumberHasThreeDigitsOrAllBeforeThePoint(double value, String text) {
        assertThat(ActivityTable.number(value)).isEqualTo(text);
    }
}
