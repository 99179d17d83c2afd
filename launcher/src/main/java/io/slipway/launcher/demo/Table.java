package io.slipway.launcher.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Prints rows in columns as wide as their widest cell. */
final class Table {

    private static final List<Function<Row, String>> COLUMNS =
            List.of(Row::step, Row::checked, Row::measured, row -> row.ok() ? "✓" : "✗", Row::where);
    private static final List<String> HEADINGS = List.of("step", "checked", "measured", "", "where to look");

    private Table() {}

    static String of(List<Row> rows) {
        List<List<String>> cells = new ArrayList<>();
        cells.add(HEADINGS);
        rows.forEach(row ->
                cells.add(COLUMNS.stream().map(column -> column.apply(row)).toList()));
        StringBuilder text = new StringBuilder();
        for (List<String> line : cells) {
            text.append(line(line, widths(cells)).stripTrailing()).append('\n');
        }
        return text.toString();
    }

    private static String line(List<String> cells, List<Integer> widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < cells.size(); i++) {
            String cell = cells.get(i);
            line.append(cell).append(" ".repeat(widths.get(i) - length(cell) + 2));
        }
        return line.toString();
    }

    private static List<Integer> widths(List<List<String>> cells) {
        List<Integer> widths = new ArrayList<>();
        for (int i = 0; i < HEADINGS.size(); i++) {
            int column = i;
            widths.add(cells.stream().mapToInt(line -> length(line.get(column))).max().orElse(0));
        }
        return widths;
    }

    private static int length(String cell) {
        return cell.codePointCount(0, cell.length());
    }
}
