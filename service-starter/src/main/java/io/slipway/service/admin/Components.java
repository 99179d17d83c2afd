package io.slipway.service.admin;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.springframework.boot.health.actuate.endpoint.CompositeHealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.actuate.endpoint.IndicatedHealthDescriptor;
import org.springframework.boot.health.contributor.Status;

/** Renders what health says of the service and of what it depends on. */
final class Components {

    private static final String ROW = """
            <tr><th>{{name}}</th><td><span class="badge {{tone}}">{{status}}</span></td><td class="details">{{details}}</td></tr>
            """;

    private final Supplier<HealthEndpoint> health;

    Components(Supplier<HealthEndpoint> health) {
        this.health = health;
    }

    /**
     * Is health as it was when it was asked for.
     *
     * @param tone the class of colour: {@code good}, {@code warn}, {@code bad}
     */
    record Shown(String status, String tone, List<Html> rows) {}

    Shown now() {
        HealthDescriptor all = health.get().health();
        List<Html> rows = parts(all).entrySet().stream()
                .map(part -> row(part.getKey(), part.getValue()))
                .toList();
        return new Shown(word(all.getStatus()), tone(all.getStatus()), rows);
    }

    private static Map<String, HealthDescriptor> parts(HealthDescriptor all) {
        Map<String, HealthDescriptor> parts =
                all instanceof CompositeHealthDescriptor composite ? composite.getComponents() : null;
        return parts == null ? Map.of() : parts;
    }

    private static Html row(String name, HealthDescriptor part) {
        return new Html(ROW)
                .with("name", name)
                .with("tone", tone(part.getStatus()))
                .with("status", word(part.getStatus()))
                .with("details", details(part));
    }

    private static String details(HealthDescriptor part) {
        if (part instanceof CompositeHealthDescriptor) {
            return parts(part).entrySet().stream()
                    .map(below -> below.getKey() + " " + word(below.getValue().getStatus()))
                    .collect(Collectors.joining(" · "));
        }
        Map<String, Object> details = part instanceof IndicatedHealthDescriptor single ? single.getDetails() : Map.of();
        return listed(details, " · ");
    }

    private static String listed(Map<?, ?> details, String separator) {
        return details.entrySet().stream()
                .map(detail -> detail.getKey() + " " + plain(detail.getValue()))
                .collect(Collectors.joining(separator));
    }

    private static String plain(Object value) {
        if (value instanceof Map<?, ?> below) {
            return below.isEmpty() ? "none" : listed(below, ", ");
        }
        return value.toString();
    }

    private static String word(Status status) {
        return status.getCode().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** Unknown is what a dependency is that ails: shown, and no reason to take the instance out. */
    private static String tone(Status status) {
        if (status.equals(Status.UP)) {
            return "good";
        }
        return status.equals(Status.DOWN) ? "bad" : "warn";
    }
}
