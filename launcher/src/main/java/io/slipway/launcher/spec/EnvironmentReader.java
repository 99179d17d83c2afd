package io.slipway.launcher.spec;

import io.slipway.launcher.spec.Yaml.Entry;
import io.slipway.launcher.spec.Yaml.Mapping;
import io.slipway.launcher.spec.Yaml.Text;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads an {@code environment:} section: keys of variables and their values as written. */
final class EnvironmentReader {

    private static final Pattern KEY = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern GIVEN_BY_MARATHON =
            Pattern.compile("HOST|PORTS?|PORT[0-9]+|PORT_.*|(MESOS|MARATHON)_.*");

    private final Problems problems;

    EnvironmentReader(Problems problems) {
        this.problems = problems;
    }

    Map<String, EnvironmentKey> read(Mapping section) {
        Map<String, EnvironmentKey> keys = new LinkedHashMap<>();
        section.entries().forEach((key, entry) -> {
            if (isKey(key, entry.key())) {
                keys.put(key, key(key, entry));
            }
        });
        return keys;
    }

    private boolean isKey(String key, Place place) {
        if (!KEY.matcher(key).matches()) {
            problems.add(
                    place,
                    Quoted.of(key)
                            + " is no name of a variable. Use letters, digits and _, no digit first, as in JAVA_OPTS.");
            return false;
        }
        if (GIVEN_BY_MARATHON.matcher(key).matches()) {
            problems.add(place, key + " is given to every task by Marathon. Choose another name.");
            return false;
        }
        return true;
    }

    private EnvironmentKey key(String key, Entry entry) {
        if (!(entry.value() instanceof Text text)) {
            problems.add(
                    entry.value().place(),
                    key + " is " + entry.value().kind() + ". Write one value, as in \"" + key + ": some text\".");
            return new EnvironmentKey(key, "", entry.key());
        }
        return new EnvironmentKey(key, text.empty() ? null : text.text(), entry.key());
    }
}
