package io.slipway.marathon.lint;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.marathon.AppId;
import io.slipway.marathon.AppSpec;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads what an app is to be and tells its traps, errors first; changes nothing and asks nobody. */
public final class AppLint {

    private AppLint() {}

    public static List<Finding> of(AppSpec spec) {
        return of(spec, Set.of());
    }

    /** @param others the apps that there are, this one included or not */
    public static List<Finding> of(AppSpec spec, Set<AppId> others) {
        ObjectNode app = spec.toJson();
        return Stream.of(IdentityRules.of(spec, others), CheckRules.of(app), CapacityRules.of(app), PortRules.of(app))
                .flatMap(rules -> rules)
                .sorted((one, other) -> one.severity().compareTo(other.severity()))
                .toList();
    }

    /** Tells whether a rolling upgrade of an app can never begin, and why. */
    public static Optional<Finding> hang(AppSpec spec) {
        return CapacityRules.hang(spec.toJson());
    }
}
