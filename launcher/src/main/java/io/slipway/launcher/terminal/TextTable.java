package io.slipway.launcher.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Prints rows in columns, within a width.
 *
 * <p>A column is as wide as its widest cell. Where all of them would be too wide, the widest columns are narrowed, and
 * their cells go on below, broken between words where possible.
 */
public final class TextTable {

    private static final int GAP = 2;

    /** Narrower, and a column no longer holds a word. */
    private static final int NARROWEST = 8;

    private final List<String> headings;
    private final List<List<String>> rows = new ArrayList<>();

    public TextTable(String... headings) {
        this.headings = List.of(headings);
    }

    public TextTable row(String... cells) {
        if (cells.length != headings.size()) {
            throw new IllegalArgumentException(cells.length + " cells for " + headings.size() + " columns");
        }
        rows.add(Stream.of(cells).map(TextTable::printable).toList());
        return this;
    }

    /** Returns the table, every line ended, none with spaces at its end. */
    public String print(int width) {
        List<List<String>> all =
                Stream.concat(Stream.of(headings), rows.stream()).toList();
        int[] widths = widths(all, width);
        StringBuilder text = new StringBuilder();
        all.forEach(cells -> print(cells, widths, text));
        return text.toString();
    }

    private static void print(List<String> cells, int[] widths, StringBuilder text) {
        List<List<String>> wrapped = IntStream.range(0, widths.length)
                .mapToObj(column -> Wrapping.of(cells.get(column), widths[column]))
                .toList();
        int lines = wrapped.stream().mapToInt(List::size).max().orElse(0);
        for (int line = 0; line < lines; line++) {
            StringBuilder printed = new StringBuilder();
            for (int column = 0; column < widths.length; column++) {
                List<String> cell = wrapped.get(column);
                String part = line < cell.size() ? cell.get(line) : "";
                printed.append(part).append(" ".repeat(widths[column] - Wrapping.length(part) + GAP));
            }
            text.append(printed.toString().stripTrailing()).append('\n');
        }
    }

    /** Narrows the widest columns first, and breaks words only when that is not enough. */
    private static int[] widths(List<List<String>> all, int width) {
        int[] widths = widest(all, Wrapping::length);
        int room = width - GAP * (widths.length - 1);
        narrow(widths, widest(all, Wrapping::longestWord), room);
        narrow(widths, IntStream.of(widths).map(each -> NARROWEST).toArray(), room);
        return widths;
    }

    private static int[] widest(List<List<String>> all, ToIntFunction<String> measure) {
        return IntStream.range(0, all.get(0).size())
                .map(column -> all.stream()
                        .mapToInt(cells -> measure.applyAsInt(cells.get(column)))
                        .max()
                        .orElse(0))
                .toArray();
    }

    private static void narrow(int[] widths, int[] floor, int room) {
        while (IntStream.of(widths).sum() > room) {
            OptionalInt widest = IntStream.range(0, widths.length)
                    .filter(column -> widths[column] > floor[column])
                    .reduce((a, b) -> widths[b] > widths[a] ? b : a);
            if (widest.isEmpty()) {
                return;
            }
            widths[widest.getAsInt()]--;
        }
    }

    /** A cell may hold what a stranger wrote: nothing in it moves the cursor or begins a line. */
    private static String printable(String cell) {
        return cell.replaceAll("\\s+", " ").replaceAll("\\p{Cntrl}", "?").strip();
    }
}
