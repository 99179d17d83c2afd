package io.slipway.local.marathon.state;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Holds what one health check of one task has found so far.
 *
 * @param alive null until a result counts: failures within the grace period do not
 */
public record CheckResult(
        @Nullable Boolean alive,
        int consecutiveFailures,
        @Nullable Instant firstSuccess,
        @Nullable Instant lastSuccess,
        @Nullable Instant lastFailure,
        @Nullable String lastFailureCause) {

    public static final CheckResult NONE = new CheckResult(null, 0, null, null, null, null);

    public CheckResult succeeded(Instant now) {
        return new CheckResult(true, 0, firstSuccess == null ? now : firstSuccess, now, lastFailure, lastFailureCause);
    }

    public CheckResult failed(Instant now, String cause) {
        return new CheckResult(false, consecutiveFailures + 1, firstSuccess, lastSuccess, now, cause);
    }

    public boolean isAlive() {
        return Boolean.TRUE.equals(alive);
    }
}
