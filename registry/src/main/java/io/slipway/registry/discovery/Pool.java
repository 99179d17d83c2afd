package io.slipway.registry.discovery;

import static java.util.stream.Collectors.toMap;

import io.slipway.registry.ServiceInstance;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Leases the instances of one service; one thread replaces them, any thread leases, without a lock. */
final class Pool {

    private final Filter filter;
    private final Balance balance;
    private final Ejections ejections;
    private final long slowStart;
    private final Picker picker;
    private final LongSupplier nanos;
    private final long begun;
    private volatile Candidates candidates = Candidates.NONE;

    Pool(String service, Discovery.Options options, Surroundings surroundings) {
        this.filter = options.filterOf(service);
        this.balance = options.balance();
        this.ejections = new Ejections(options.outliers());
        this.slowStart = options.slowStart().toNanos();
        this.picker = new Picker(surroundings.chance());
        this.nanos = surroundings.nanos();
        // Every time is after 0, which stands for never.
        this.begun = nanos.getAsLong() - 1;
    }

    /** Takes a new list; whoever was in the one before, at the same address, keeps its standing. */
    void replace(List<ServiceInstance> instances) {
        long now = now();
        Map<Place, Standing> before = Stream.of(candidates.all)
                .collect(toMap(known -> Place.of(known.instance()), Candidate::standing, (first, second) -> first));
        List<ServiceInstance> admitted =
                instances.stream().filter(filter::admits).toList();
        // Where all are new nobody could take the calls that a newcomer is spared.
        boolean othersAreWarm = admitted.stream()
                .map(instance -> before.get(Place.of(instance)))
                .anyMatch(standing -> standing != null && standing.weight(now) == 1);
        long warmUp = othersAreWarm ? slowStart : 0;
        candidates = Candidates.of(
                admitted.stream()
                        .map(instance -> new Candidate(
                                instance, before.getOrDefault(Place.of(instance), new Standing(now, warmUp))))
                        .toList(),
                filter);
    }

    /** Returns nothing where all are excluded, or there are none. */
    @Nullable Lease lease(Set<String> excludedIds) {
        Candidates known = candidates;
        long now = now();
        Candidate chosen = choose(known, excludedIds, now);
        while (chosen != null && chosen.standing().isEjected()) {
            if (chosen.standing().takeProbe(now)) {
                return new Lease(chosen, this, true);
            }
            // Another call took the probe, or has just ejected it: now it is out of the question.
            chosen = choose(known, excludedIds, now);
        }
        if (chosen == null) {
            chosen = picker.lastResort(known.all, excludedIds);
        }
        return chosen == null ? null : new Lease(chosen, this, false);
    }

    private @Nullable Candidate choose(Candidates known, Set<String> excludedIds, long now) {
        Candidate preferred = balance.choose(picker, known.preferred, excludedIds, now);
        return preferred != null || known.preferred == known.all
                ? preferred
                : balance.choose(picker, known.all, excludedIds, now);
    }

    void succeeded(Candidate candidate, boolean probe, long took) {
        long now = now();
        candidate.standing().answered(now, took);
        if (probe) {
            ejections.probed(candidate, now);
        }
    }

    void failed(Candidate candidate, boolean probe, long took) {
        long now = now();
        ejections.failed(candidate, probe, candidate.standing().failed(now, took), candidates, now);
    }

    int ejected() {
        return candidates.ejected();
    }

    private long now() {
        return nanos.getAsLong() - begun;
    }

    /** Tells one running copy from another: an id may come back at another address. */
    private record Place(String id, String address) {
        static Place of(ServiceInstance instance) {
            return new Place(instance.id(), instance.address());
        }
    }
}
