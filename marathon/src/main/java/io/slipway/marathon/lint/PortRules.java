package io.slipway.marathon.lint;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Looks at ports and their names, in all the places where versions keep them. */
final class PortRules {

    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z0-9_]*");

    private PortRules() {}

    static Stream<Finding> of(JsonNode app) {
        JsonNode ports = ports(app);
        String field =
                app.path("container").path("portMappings").isArray() ? "/container/portMappings" : "/portDefinitions";
        List<String> names = names(app);
        return IntStream.range(0, ports.size()).boxed().flatMap(i -> {
            String name = ports.get(i).path("name").asText();
            String at = field + "(" + i + ")/name";
            List<Finding> found = new ArrayList<>();
            if (!VARIABLE.matcher(name).matches()) {
                found.add(Finding.warning(
                        at,
                        "No shell can read PORT_" + name.toUpperCase(Locale.ROOT) + ", the variable that tells its"
                                + " number.",
                        "Use letters and digits, or read PORT" + i + "."));
            }
            if (!name.isEmpty() && names.indexOf(name) < names.lastIndexOf(name)) {
                found.add(Finding.warning(
                        at,
                        "Several ports are named \"" + name + "\", and one variable tells the number of the last.",
                        "Name each differently."));
            }
            return found.stream();
        });
    }

    /** Returns how many ports it gets: one when nothing is said. */
    static int count(JsonNode app) {
        JsonNode ports = ports(app);
        return ports.isArray() ? ports.size() : 1;
    }

    static List<String> names(JsonNode app) {
        List<String> names = new ArrayList<>();
        ports(app).forEach(port -> {
            if (port.hasNonNull("name")) {
                names.add(port.path("name").asText());
            }
        });
        return ports(app).isArray() ? names : List.of("default");
    }

    private static JsonNode ports(JsonNode app) {
        return Stream.of(
                        app.path("container").path("portMappings"),
                        app.path("container").path("docker").path("portMappings"),
                        app.path("portDefinitions"),
                        app.path("ports"))
                .filter(JsonNode::isArray)
                .findFirst()
                .orElse(app.path("ports"));
    }
}
