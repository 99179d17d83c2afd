package io.slipway.service.admin;

import io.slipway.service.metrics.Activity;
import java.util.List;
import java.util.Locale;

/** Renders the busiest activities of one kind; nothing where there are none. */
final class ActivityTable {

    private static final int ROWS = 12;
    private static final String TABLE = """
            <section><h2>{{title}}</h2><div class="card scroll"><table>
            <thead><tr><th></th><th>a second</th><th>p50</th><th>p99</th><th>slowest</th><th>count</th><th>errors</th><th>{{aside}}</th></tr></thead>
            <tbody>{{rows}}</tbody></table></div></section>
            """;
    private static final String ROW = """
            <tr><th>{{what}}</th><td>{{rate}}</td><td>{{p50}}</td><td>{{p99}}</td><td>{{max}}</td><td>{{count}}</td>\
            <td class="{{tone}}">{{failed}}</td><td>{{aside}}</td></tr>
            """;

    private ActivityTable() {}

    /** @param aside what {@link Activity#aside} is called here */
    static List<Html> of(String title, String aside, List<Activity> activities) {
        List<Html> rows =
                activities.stream().limit(ROWS).map(ActivityTable::row).toList();
        return rows.isEmpty()
                ? List.of()
                : List.of(new Html(TABLE)
                        .with("title", title)
                        .with("aside", aside)
                        .with("rows", rows));
    }

    private static Html row(Activity activity) {
        return new Html(ROW)
                .with("what", activity.what())
                .with("rate", number(activity.perSecond()))
                .with("p50", millis(activity.p50Millis()))
                .with("p99", millis(activity.p99Millis()))
                .with("max", millis(activity.maxMillis()))
                .with("count", whole(activity.count()))
                .with("tone", activity.failed() > 0 ? "bad" : "none")
                .with("failed", whole(activity.failed()))
                .with("aside", whole(activity.aside()));
    }

    static String whole(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /** Where the last minute was idle there is nothing to say. */
    static String millis(double millis) {
        return millis == 0 ? "–" : number(millis) + " ms";
    }

    /** Writes three digits or all before the point. */
    static String number(double value) {
        int decimals = value == 0 || value >= 100 ? 0 : value >= 10 ? 1 : 2;
        return String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }
}
