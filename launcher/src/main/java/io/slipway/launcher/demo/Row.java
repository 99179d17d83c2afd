package io.slipway.launcher.demo;

import io.slipway.launcher.terminal.TextTable;
import java.util.List;

/**
 * States one thing that was checked.
 *
 * @param measured the value that was seen, whether good or not
 * @param where what to look at: a page, a file, a command
 */
record Row(String step, String checked, String measured, boolean ok, String where) {

    String mark() {
        return ok ? "✓" : "✗";
    }

    static TextTable table(List<Row> rows) {
        TextTable table = new TextTable("step", "checked", "measured", "", "where to look");
        rows.forEach(row -> table.row(row.step, row.checked, row.measured, row.mark(), row.where));
        return table;
    }
}
