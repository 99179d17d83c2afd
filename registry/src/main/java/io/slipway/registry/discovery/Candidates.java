package io.slipway.registry.discovery;

import java.util.List;

/** Freezes whom a service's calls may go to. */
final class Candidates {

    static final Candidates NONE = new Candidates(List.of(), List.of());

    /** Whom the filter admits. */
    final Candidate[] all;

    /** Who of them is called as long as it may be: those of the zone that is preferred, or all. */
    final Candidate[] preferred;

    private Candidates(List<Candidate> all, List<Candidate> preferred) {
        this.all = all.toArray(Candidate[]::new);
        this.preferred = all.size() == preferred.size() ? this.all : preferred.toArray(Candidate[]::new);
    }

    static Candidates of(List<Candidate> all, Filter filter) {
        return new Candidates(
                all, filter.zone().map(rule -> rule.preferred(all)).orElse(all));
    }

    int ejected() {
        int count = 0;
        for (Candidate candidate : all) {
            if (candidate.standing().isEjected()) {
                count++;
            }
        }
        return count;
    }
}
