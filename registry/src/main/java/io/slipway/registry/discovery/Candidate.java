package io.slipway.registry.discovery;

import io.slipway.registry.ServiceInstance;
import java.util.Set;

/** Joins what the registry says of an instance with what calls have shown of it; equal to nothing but itself. */
final class Candidate {

    private final ServiceInstance instance;
    private final Standing standing;

    Candidate(ServiceInstance instance, Standing standing) {
        this.instance = instance;
        this.standing = standing;
    }

    ServiceInstance instance() {
        return instance;
    }

    Standing standing() {
        return standing;
    }

    boolean isIn(Set<String> ids) {
        return !ids.isEmpty() && ids.contains(instance.id());
    }

    boolean mayBeCalled(Set<String> excludedIds, long now) {
        return standing.mayBeCalled(now) && !isIn(excludedIds);
    }

    /** Compares by load; a probe that is due comes before everything. */
    boolean isBetterThan(Candidate other, long now) {
        if (standing.isEjected() || other.standing.isEjected()) {
            return standing.isEjected();
        }
        return standing.load(now) <= other.standing.load(now);
    }

    @Override
    public String toString() {
        return instance.id() + " at " + instance.address();
    }
}
