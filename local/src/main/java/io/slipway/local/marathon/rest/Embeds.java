package io.slipway.local.marathon.rest;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Knows what shall be shown inside an app: {@code embed} parameters, whatever their prefix; unknown ones mean nothing. */
record Embeds(Set<String> names) {

    static final Embeds NONE = new Embeds(Set.of());

    static Embeds of(List<String> parameters, String... implicit) {
        Set<String> names = new HashSet<>(List.of(implicit));
        for (String parameter : parameters) {
            String name = parameter.replaceFirst("^(group\\.)?apps?\\.", "");
            if (name.equals("failures")) {
                names.addAll(List.of("tasks", "lastTaskFailure", "deployments"));
            } else if (name.equals("tasks")) {
                names.addAll(List.of("tasks", "deployments"));
            } else {
                names.add(name);
            }
        }
        return new Embeds(Set.copyOf(names));
    }

    boolean has(String name) {
        return names.contains(name);
    }
}
