package io.slipway.local.marathon.state;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Is one process of an instance, from the moment it was given ports.
 *
 * @param number counts the processes of the instance, from 1; the end of the task id
 * @param checks one per health check, in the app's order
 */
public record Run(
        int number,
        List<Integer> ports,
        Instant stagedAt,
        @Nullable Instant startedAt,
        List<CheckResult> checks,
        @Nullable Readiness readiness) {

    public Run {
        ports = List.copyOf(ports);
        checks = List.copyOf(checks);
    }

    static Run staged(int number, List<Integer> ports, int checks, Instant now) {
        return new Run(
                number,
                ports,
                now,
                null,
                Stream.generate(() -> CheckResult.NONE).limit(checks).toList(),
                null);
    }

    Run started(Instant now) {
        return new Run(number, ports, stagedAt, now, checks, readiness);
    }

    public Run withCheck(int index, CheckResult result) {
        List<CheckResult> changed = new ArrayList<>(checks);
        changed.set(index, result);
        return with(changed);
    }

    public Run withReadiness(Readiness heard) {
        return new Run(number, ports, stagedAt, startedAt, checks, heard);
    }

    boolean isSameButForTimesOfChecks(Run other) {
        return with(List.of()).equals(other.with(List.of())) && alive().equals(other.alive());
    }

    private Run with(List<CheckResult> changed) {
        return new Run(number, ports, stagedAt, startedAt, changed, readiness);
    }

    private List<String> alive() {
        return checks.stream().map(check -> String.valueOf(check.alive())).toList();
    }

    /** Returns null while a check has no result yet. */
    public @Nullable Boolean healthy() {
        if (checks.stream().anyMatch(check -> check.alive() == null)) {
            return null;
        }
        return checks.isEmpty() ? null : Boolean.valueOf(checks.stream().allMatch(CheckResult::isAlive));
    }
}
