package io.slipway.launcher.spec;

import io.slipway.registry.settings.Nearest;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Holds each key to one layer: the boot-time one a restart changes, or the any-time one. */
final class Layers {

    private Layers() {}

    /** Reports keys in both layers; compared relaxed, as {@code ORDERS_PAGE_SIZE} would also set a {@code page-size}. */
    static void checkOnce(
            Map<String, EnvironmentKey> environment, Map<Place, SettingDeclaration> settings, Problems problems) {
        Map<String, EnvironmentKey> relaxed = new HashMap<>();
        environment.forEach((key, variable) -> relaxed.put(relaxed(key), variable));
        settings.forEach((place, setting) -> {
            EnvironmentKey twin = relaxed.get(relaxed(setting.key()));
            if (twin != null) {
                problems.add(
                        place,
                        setting.key() + " is also declared as " + twin.key() + " at " + twin.place()
                                + ". Keep it under environment, where a change restarts, or under settings, where it"
                                + " does not.");
            }
        });
    }

    static String relaxed(String key) {
        return key.toLowerCase(Locale.ROOT).replaceAll("[-_.]", "");
    }

    /** Reports values for keys that nobody declared, and declared keys without a value. */
    static void check(ServiceSpec spec, Playbook playbook, String playbookFile, Problems problems) {
        playbook.environment().values().forEach(given -> {
            if (!spec.environment().containsKey(given.key())) {
                problems.add(given.place(), undeclared(spec, given.key()));
            } else if (given.value() == null) {
                problems.add(given.place(), given.key() + " is left empty. Write a value, or \"\" for an empty one.");
            }
        });
        spec.environment().values().forEach(declared -> {
            if (declared.value() == null && !playbook.environment().containsKey(declared.key())) {
                problems.add(
                        declared.place(),
                        declared.key() + " has no value. Give it one under environment in " + playbookFile
                                + ", or a default here.");
            }
        });
    }

    private static String undeclared(ServiceSpec spec, String key) {
        boolean setting =
                spec.settings().stream().anyMatch(known -> relaxed(known.key()).equals(relaxed(key)));
        if (setting) {
            return key + " is a setting, which is changed while the service runs. Leave it out here, and use: slipway"
                    + " config set " + spec.name() + " KEY=VALUE";
        }
        return "slipway.yml does not declare " + key + ". "
                + Nearest.of(key, spec.environment().keySet())
                        .map(near -> "Did you mean \"" + near + "\"?")
                        .orElse("Declare it under environment there, or leave it out here.");
    }
}
