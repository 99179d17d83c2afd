package io.slipway.local.marathon.health;

import io.slipway.local.marathon.state.CheckResult;
import io.slipway.marathon.HealthCheck;
import java.time.Duration;
import java.time.Instant;

/**
 * Judges a finding (contract, A6): failures do not count within the grace period until the first success, and too
 * many in a row are the task's end.
 *
 * @param counted false when nothing changes
 */
public record Judgement(CheckResult result, boolean counted, boolean kill) {

    public static Judgement of(HealthCheck check, CheckResult before, Finding finding, Instant startedAt, Instant now) {
        if (finding.alive()) {
            return new Judgement(before.succeeded(now), true, false);
        }
        Instant graceEnd = startedAt.plus(Duration.ofSeconds(check.gracePeriodSeconds()));
        if (before.firstSuccess() == null && now.isBefore(graceEnd)) {
            return new Judgement(before, false, false);
        }
        CheckResult result = before.failed(now, finding.cause());
        // Marathon compares before it counts, so its own checks kill one failure later than those of Mesos.
        int failures = isMarathons(check) ? before.consecutiveFailures() : result.consecutiveFailures();
        boolean kill = check.maxConsecutiveFailures() > 0 && failures >= check.maxConsecutiveFailures();
        return new Judgement(result, true, kill);
    }

    /** Tells checks that Marathon runs itself from those that it leaves to Mesos. */
    public static boolean isMarathons(HealthCheck check) {
        return !check.protocol().startsWith("MESOS_") && !check.protocol().equals("COMMAND");
    }
}
