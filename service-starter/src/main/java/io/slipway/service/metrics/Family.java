package io.slipway.service.metrics;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Collects the samples of one Prometheus family, which stand together under one type. */
final class Family {

    private final String name;
    private final String type;
    private final String help;
    /** By what stands before the value: Prometheus refuses the whole page for a series that stands there twice. */
    private final Map<String, Double> samples = new LinkedHashMap<>();

    Family(String name, String type, String help) {
        this.name = name;
        this.type = type;
        this.help = help;
    }

    String type() {
        return type;
    }

    void add(String suffix, Series series, double value) {
        samples.putIfAbsent(name + suffix + labels(series), value);
    }

    void writeTo(StringBuilder out) {
        out.append("# HELP ").append(name).append(' ').append(oneLine(help)).append('\n');
        out.append("# TYPE ").append(name).append(' ').append(type).append('\n');
        samples.forEach((sample, value) ->
                out.append(sample).append(' ').append(number(value)).append('\n'));
    }

    private static String labels(Series series) {
        return series.labels().isEmpty()
                ? ""
                : series.labels().stream()
                        .map(label -> label.name() + "=\"" + quoted(label.value()) + "\"")
                        .collect(Collectors.joining(",", "{", "}"));
    }

    private static String quoted(String text) {
        return oneLine(text).replace("\"", "\\\"");
    }

    private static String oneLine(String text) {
        return text.replace("\\", "\\\\").replace("\n", "\\n");
    }

    /** Writes whole numbers without a point, as one reads them. */
    static String number(double value) {
        if (Double.isInfinite(value)) {
            return value > 0 ? "+Inf" : "-Inf";
        }
        boolean whole = value == Math.rint(value) && Math.abs(value) < 1e15;
        return whole ? Long.toString((long) value) : Double.toString(value);
    }
}
