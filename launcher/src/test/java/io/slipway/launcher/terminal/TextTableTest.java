package io.slipway.launcher.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class TextTableTest {

    @Test
    void columnsAreAsWideAsTheirWidestCell() {
        String table = new TextTable("step", "measured", "")
                .row("deploy", "2 in 4.1 s", "✓")
                .row("kill -9", "0 lost", "✗")
                .print(80);

        assertThat(table).isEqualTo("""
                        step     measured
                        deploy   2 in 4.1 s  ✓
                        kill -9  0 lost      ✗
                        """);
    }

    @Test
    void aTableThatIsTooWideGoesOnBelowBetweenWords() {
        String table = new TextTable("step", "checked", "where")
                .row("deploy", "two instances are healthy and in Consul", "http://127.0.0.1:9601/")
                .print(54);

        assertThat(table).isEqualTo("""
                        step    checked                 where
                        deploy  two instances are       http://127.0.0.1:9601/
                                healthy and in Consul
                        """);
    }

    @Test
    void aWordIsBrokenOnlyWhereNothingElseHelps() {
        String table = new TextTable("a", "b").row("0123456789abcdef", "xy").print(14);

        assertThat(table).isEqualTo("""
                        a           b
                        0123456789  xy
                        abcdef
                        """);
    }

    @Test
    void noLineIsWiderThanAskedFor() {
        TextTable table = new TextTable("one", "two", "three");
        table.row("word ".repeat(30), "w".repeat(200), "https://example.com/" + "x".repeat(90));

        assertThat(table.print(120).lines()).allMatch(line -> line.length() <= 120);
    }

    @Test
    void whatAStrangerWroteMovesNoCursorAndBeginsNoLine() {
        assertThat(new TextTable("a").row("\u001b[31mred\u0007\nsecond\tline").print(80))
                .isEqualTo("a\n?[31mred? second line\n");
    }

    @Test
    void aCharacterOfTwoUnitsIsOneWide() {
        assertThat(new TextTable("a", "b").row("😀", "x").row("ab", "y").print(80))
                .isEqualTo("a   b\n😀   x\nab  y\n");
    }

    @Test
    void anEmptyTableIsItsHeadings() {
        assertThat(new TextTable("a", "b").print(80)).isEqualTo("a  b\n");
    }

    @Test
    void aRowHasACellForEveryColumn() {
        TextTable table = new TextTable("a", "b");

        assertThatThrownBy(() -> table.row("only one")).hasMessage("1 cells for 2 columns");
    }
}
