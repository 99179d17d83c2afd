package io.slipway.registry.discovery;

import io.slipway.registry.internal.Excerpt;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides which instances of one service are left alone after failures, for how long, and how many at once. */
final class Ejections {

    private static final Logger log = LoggerFactory.getLogger(Discovery.class);

    private final OutlierPolicy policy;

    Ejections(OutlierPolicy policy) {
        this.policy = policy;
    }

    /**
     * Ejects where it is one failure too many.
     *
     * @param probe whether the call was the probe of an ejected instance
     * @param failures how many there are in a row
     */
    void failed(Candidate candidate, boolean probe, int failures, Candidates all, long now) {
        if (policy.failures() > 0 && (probe || failures >= policy.failures())) {
            eject(candidate, probe, failures, all, now);
        }
    }

    /** Opens an instance whose probe was answered. */
    synchronized void probed(Candidate candidate, long now) {
        Standing standing = candidate.standing();
        if (standing.isEjected()) {
            standing.open(now);
            log.info("{} of {} answers again and gets its share of the calls.", text(candidate), service(candidate));
        }
    }

    private synchronized void eject(Candidate candidate, boolean probe, int failures, Candidates all, long now) {
        Standing standing = candidate.standing();
        // Calls that were under way when it was ejected say nothing new.
        if (standing.isEjected() ? !probe : all.ejected() >= most(all.all.length)) {
            return;
        }
        long pause = standing.eject(now, policy);
        if (!probe) {
            log.warn(
                    "{} of {} failed {} times in a row: it is left alone for {} s, then tried by one call at a time.",
                    text(candidate),
                    service(candidate),
                    failures,
                    TimeUnit.NANOSECONDS.toSeconds(pause));
        }
    }

    /** Returns how many of so many may be ejected: the share, but one of two at the least, and never the last one. */
    private int most(int size) {
        int share = (int) (size * policy.most());
        return Math.min(policy.most() > 0 ? Math.max(1, share) : 0, size - 1);
    }

    private static String text(Candidate candidate) {
        return Excerpt.of(candidate.toString());
    }

    private static String service(Candidate candidate) {
        return Excerpt.of(candidate.instance().service());
    }
}
