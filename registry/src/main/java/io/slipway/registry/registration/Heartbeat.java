package io.slipway.registry.registration;

import io.slipway.registry.Check;
import io.slipway.registry.CheckStatus;
import java.time.Duration;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reports how the service is, three times in each span that a report counts for, give or take a tenth. Not thread-safe. */
final class Heartbeat implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Announcer.class);

    private final Claim claim;
    private final SelfExam exam;
    private final Rhythm beats;
    private CheckStatus last = CheckStatus.PASSING;

    Heartbeat(Claim claim, Check.Ttl check, Supplier<Condition> condition, Duration limit, DoubleSupplier chance) {
        this.claim = claim;
        this.exam = new SelfExam(claim.id(), condition, limit);
        this.beats = new Rhythm(check.ttl().dividedBy(3), 0.1, chance);
    }

    boolean due() {
        return beats.due();
    }

    Duration pause() {
        return beats.pause();
    }

    void hurry() {
        beats.hurry();
    }

    /** Returns whether the registry waits for reports of this instance. */
    boolean beat() {
        Condition condition = exam.ask();
        if (condition.status() != last) {
            last = condition.status();
            tell(condition);
        }
        boolean awaited = claim.report(condition);
        if (awaited) {
            beats.begin(); // Until it got through it stays due.
        }
        return awaited;
    }

    private void tell(Condition condition) {
        if (condition.status() == CheckStatus.PASSING) {
            log.info("{} reports that it is passing again.", claim.id());
        } else {
            log.warn("{} reports that it is {}: {}", claim.id(), condition.status(), condition.note());
        }
    }

    @Override
    public void close() {
        exam.close();
    }
}
