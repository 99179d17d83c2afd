package io.slipway.service.admin;

import static io.slipway.service.admin.ActivityTable.millis;
import static io.slipway.service.admin.ActivityTable.number;
import static io.slipway.service.admin.ActivityTable.whole;

import com.codahale.metrics.Gauge;
import com.codahale.metrics.MetricRegistry;
import io.slipway.service.metrics.Activity;
import java.util.List;

/** Renders the few figures that one looks at first. */
final class Tiles {

    private static final String TILE = """
            <div class="tile"><div class="name">{{name}}</div><div class="value">{{value}}</div>\
            <div class="note">{{note}}</div></div>
            """;
    private static final double MIB = 1 << 20;

    private Tiles() {}

    static List<Html> of(MetricRegistry metrics, List<Activity> served) {
        double rate = served.stream().mapToDouble(Activity::perSecond).sum();
        double slowest = served.stream().mapToDouble(Activity::maxMillis).max().orElse(0);
        long failed = served.stream().mapToLong(Activity::failed).sum();
        long inFlight = served.stream().mapToLong(Activity::inFlight).sum();
        return List.of(
                tile("Requests", number(rate) + "/s", inFlight + " in flight"),
                tile("Slowest", millis(slowest), "of the last minute"),
                tile("Errors", whole(failed), "since the start"),
                tile(
                        "Heap",
                        number(gauge(metrics, "jvm.memory.heap.used") / MIB) + " MiB",
                        "of " + number(gauge(metrics, "jvm.memory.heap.max") / MIB) + " MiB"),
                tile(
                        "Processor",
                        number(100 * Math.max(0, gauge(metrics, "jvm.cpu.process"))) + " %",
                        "of " + whole((long) gauge(metrics, "jvm.cpu.available")) + " cores"),
                tile("Threads", whole((long) gauge(metrics, "jvm.threads.count")), blocked(metrics)));
    }

    private static String blocked(MetricRegistry metrics) {
        long blocked = (long) gauge(metrics, "jvm.threads.blocked.count");
        return blocked == 0 ? "none blocked" : blocked + " blocked";
    }

    private static Html tile(String name, String value, String note) {
        return new Html(TILE).with("name", name).with("value", value).with("note", note);
    }

    private static double gauge(MetricRegistry metrics, String name) {
        Gauge<?> gauge = metrics.getGauges().get(name);
        return gauge != null && gauge.getValue() instanceof Number number ? number.doubleValue() : 0;
    }
}
