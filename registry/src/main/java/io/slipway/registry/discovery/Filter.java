package io.slipway.registry.discovery;

import io.slipway.registry.ServiceInstance;
import java.util.Optional;
import java.util.Set;

/**
 * Chooses which healthy instances may be called at all, and which of those rather than others.
 *
 * @param tags an instance has all of these
 * @param version what an instance's {@code Meta["version"]} is; empty for any
 * @param zone which zone is called; empty where zones do not matter
 */
public record Filter(Set<String> tags, Optional<String> version, Optional<ZoneRule> zone) {

    private static final Filter NONE = new Filter(Set.of(), Optional.empty(), Optional.empty());

    public Filter {
        tags = Set.copyOf(tags);
    }

    /** Lets every instance through. */
    public static Filter none() {
        return NONE;
    }

    public Filter withTags(String... all) {
        return new Filter(Set.of(all), version, zone);
    }

    public Filter withVersion(String only) {
        return new Filter(tags, Optional.of(only), zone);
    }

    public Filter withZone(ZoneRule rule) {
        return new Filter(tags, version, Optional.of(rule));
    }

    /** Says whether an instance has the tags and the version; its zone is weighed against the others' afterwards. */
    boolean admits(ServiceInstance instance) {
        return instance.tags().containsAll(tags)
                && (version.isEmpty() || version.get().equals(instance.meta().get("version")));
    }
}
