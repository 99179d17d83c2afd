package io.slipway.service.metrics;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads Prometheus' text format as strictly as Prometheus does: a page is refused whole. */
public final class PrometheusPage {

    private static final String NAME = "[a-zA-Z_:][a-zA-Z0-9_:]*";
    private static final String LABEL = "[a-zA-Z_][a-zA-Z0-9_]*=\"(?:[^\"\\\\\n]|\\\\[\\\\\"n])*\"";
    private static final String VALUE = "[+-]?(?:[0-9]+(?:\\.[0-9]+)?(?:E-?[0-9]+)?|Inf)|NaN";
    private static final Pattern SAMPLE = Pattern.compile(
            "(?<name>" + NAME + ")(?<labels>\\{" + LABEL + "(?:," + LABEL + ")*})? (?<value>" + VALUE + ")");
    private static final Pattern TYPE =
            Pattern.compile("# TYPE (?<name>" + NAME + ") (?<type>counter|gauge|summary|histogram|untyped)");
    private static final Pattern HELP = Pattern.compile("# HELP " + NAME + " (?:[^\\\\]|\\\\[\\\\n])*");

    private final Map<String, Double> samples = new LinkedHashMap<>();
    private final Map<String, String> types = new LinkedHashMap<>();
    private String family = "";

    public static PrometheusPage parse(String text) {
        if (!text.endsWith("\n")) {
            throw new IllegalArgumentException("The last line does not end.");
        }
        PrometheusPage page = new PrometheusPage();
        text.lines().forEach(page::line);
        return page;
    }

    /** By what stands before the value, as {@code up{job="a"}}. */
    public Map<String, Double> samples() {
        return samples;
    }

    public Map<String, String> types() {
        return types;
    }

    private void line(String line) {
        Matcher type = TYPE.matcher(line);
        Matcher sample = SAMPLE.matcher(line);
        if (type.matches()) {
            family = type.group("name");
            require(types.put(family, type.group("type")) == null, "a second type", line);
        } else if (sample.matches()) {
            require(names().contains(sample.group("name")), "no sample of " + family, line);
            String key = line.substring(0, sample.end("labels") < 0 ? sample.end("name") : sample.end("labels"));
            require(samples.put(key, value(sample.group("value"))) == null, "a second sample", line);
        } else {
            require(HELP.matcher(line).matches(), "nothing known", line);
        }
    }

    private Set<String> names() {
        Set<String> names = new HashSet<>(Set.of(family));
        if ("summary".equals(types.get(family))) {
            names.add(family + "_count");
            names.add(family + "_sum");
        }
        return names;
    }

    private static double value(String text) {
        return Double.parseDouble(text.replace("Inf", "Infinity"));
    }

    private static void require(boolean holds, String problem, String line) {
        if (!holds) {
            throw new IllegalArgumentException(problem + ": " + line);
        }
    }
}
