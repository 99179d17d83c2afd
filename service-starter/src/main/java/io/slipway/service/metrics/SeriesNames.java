package io.slipway.service.metrics;

import io.slipway.service.metrics.Series.Label;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds in a Dropwizard name what are labels to Prometheus. */
final class SeriesNames {

    /** Reads names of one form: some groups are labels, {@code measure} ends the family's name. */
    private record Form(Pattern pattern, String family, List<String> labels) {

        Optional<Series> read(String name) {
            Matcher matcher = pattern.matcher(name);
            if (!matcher.matches()) {
                return Optional.empty();
            }
            String measure = Optional.ofNullable(matcher.group("measure")).orElse("requests");
            return Optional.of(new Series(
                    legal(family + "_" + UNITS.getOrDefault(measure, measure)),
                    labels.stream()
                            .map(label -> new Label(label, matcher.group(label)))
                            .toList()));
        }
    }

    /** Prometheus wants the unit in the name. */
    private static final Map<String, String> UNITS = Map.of("age", "age_seconds", "time", "time_milliseconds");

    private static final List<Form> FORMS = List.of(
            form(
                    "http\\.(?<method>[A-Z]+)\\.(?<route>.+?)(\\.(?<measure>errors|refused|inFlight))?",
                    "http_server",
                    "method",
                    "route"),
            form(
                    "client\\.(?<service>[^.]+)\\.(?<method>[^.]+\\.[^.]+)(\\.(?<measure>[A-Za-z]+))?",
                    "client",
                    "service",
                    "method"),
            form("hystrix\\.(?<group>[^.]+)\\.(?<command>.+)\\.(?<measure>[^.]+)", "hystrix", "group", "command"),
            form("discovery\\.(?<service>.+)\\.(?<measure>[^.]+)", "discovery", "service"),
            form("settings\\.(?<measure>age)", "settings"),
            form("registry\\.(?<measure>age)", "registry"),
            form("jvm\\.memory\\.pools\\.(?<pool>.+)\\.(?<measure>[^.]+)", "jvm_memory_pool", "pool"),
            form("jvm\\.gc\\.(?<collector>.+)\\.(?<measure>[^.]+)", "jvm_gc", "collector"),
            form("jvm\\.buffers\\.(?<buffers>.+)\\.(?<measure>[^.]+)", "jvm_buffers", "buffers"));

    private static final Pattern HUMP = Pattern.compile("([a-z0-9])([A-Z])");
    private static final Pattern ILLEGAL = Pattern.compile("[^a-z0-9_]+");

    private SeriesNames() {}

    private static Form form(String pattern, String family, String... labels) {
        return new Form(Pattern.compile(pattern), family, List.of(labels));
    }

    static Series of(String name) {
        return FORMS.stream()
                .flatMap(form -> form.read(name).stream())
                .findFirst()
                .orElseGet(() -> new Series(legal(name), List.of()));
    }

    private static String legal(String name) {
        String snake = HUMP.matcher(name).replaceAll("$1_$2").toLowerCase(Locale.ROOT);
        String legal = ILLEGAL.matcher(snake).replaceAll("_");
        return legal.isEmpty() || Character.isDigit(legal.charAt(0)) ? "_" + legal : legal;
    }
}
