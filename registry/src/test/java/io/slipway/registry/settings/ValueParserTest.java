package io.slipway.registry.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.lang.reflect.Type;
import java.time.DayOfWeek;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValueParserTest {

    @SuppressWarnings("unused") // Only the types of its components matter.
    private record Types(List<String> words, List<Integer> numbers, Integer boxed) {}

    @Test
    void textIsTakenAsItStands() {
        assertThat(parse(String.class, " a\n")).isEqualTo(" a\n");
    }

    @Test
    void numbersMayHaveSpaceAround() {
        assertThat(parse(int.class, " 42\n")).isEqualTo(42);
        assertThat(parse(long.class, "-9223372036854775808")).isEqualTo(Long.MIN_VALUE);
        assertThat(parse(double.class, "2.5e3")).isEqualTo(2500.0);
    }

    @ParameterizedTest
    @CsvSource({"true,true", "TRUE,true", "' false ',false"})
    void truthIsSpelledOut(String text, boolean value) {
        assertThat(parse(boolean.class, text)).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource({
        "300ms,PT0.3S",
        "2s,PT2S",
        "2 s,PT2S",
        "5m,PT5M",
        "1h,PT1H",
        "1d,PT24H",
        "10us,PT0.00001S",
        "PT1M30S,PT1M30S"
    })
    void durationsAreShortOrIso(String text, Duration value) {
        assertThat(parse(Duration.class, text)).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"MONDAY", "monday", " Monday "})
    void constantsAreFoundInAnyCase(String text) {
        assertThat(parse(DayOfWeek.class, text)).isEqualTo(DayOfWeek.MONDAY);
    }

    @Test
    void constantsMayBeWrittenWithDashes() {
        enum Mode {
            READ_ONLY
        }
        assertThat(parse(Mode.class, "read-only")).isEqualTo(Mode.READ_ONLY);
    }

    @Test
    void listsAreSeparatedByCommas() {
        assertThat(parse(component("words"), "a, b ,,c")).isEqualTo(List.of("a", "b", "", "c"));
        assertThat(parse(component("words"), "  ")).isEqualTo(List.of());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ten", "", "0x10", "1,000"})
    void noWholeNumberIsRefused(String text) {
        refuses(int.class, text, "not a whole number");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2147483648", "1.5", "1e1000000000"})
    void aWholeNumberThatDoesNotFitIsRefusedWithItsBounds(String text) {
        refuses(int.class, text, "not a whole number from -2147483648 to 2147483647");
    }

    @Test
    void aVeryLongNumberIsRefusedWithoutReadingIt() {
        refuses(long.class, "1".repeat(500_000), "not a whole number");
    }

    @Test
    void otherTextIsRefusedWithWhatWasExpected() {
        refuses(double.class, "NaN", "not a number");
        refuses(double.class, "1e999", "too large a number");
        refuses(boolean.class, "yes", "neither true nor false");
        refuses(Duration.class, "15", "not a duration such as 300ms, 2s, 5m or PT1M30S");
        refuses(Duration.class, "999999999999999999d", "not a duration such as 300ms, 2s, 5m or PT1M30S");
        refuses(
                TimeUnit.class,
                "YEARS",
                "none of NANOSECONDS, MICROSECONDS, MILLISECONDS, SECONDS, MINUTES, HOURS, DAYS");
    }

    @Test
    void otherTypesHaveNoParser() {
        assertThat(ValueParser.of(component("numbers"))).isEmpty();
        assertThat(ValueParser.of(component("boxed"))).isEmpty();
        assertThat(ValueParser.of(Object.class)).isEmpty();
    }

    private static Type component(String name) {
        return Arrays.stream(Types.class.getRecordComponents())
                .filter(component -> component.getName().equals(name))
                .findFirst()
                .orElseThrow()
                .getGenericType();
    }

    private static Object parse(Type type, String text) {
        return ValueParser.of(type).orElseThrow().parse(text);
    }

    private static void refuses(Type type, String text, String message) {
        assertThatIllegalArgumentException().isThrownBy(() -> parse(type, text)).withMessage(message);
    }
}
