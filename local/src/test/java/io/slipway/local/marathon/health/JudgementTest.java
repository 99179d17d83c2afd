package io.slipway.local.marathon.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.local.marathon.state.CheckResult;
import io.slipway.marathon.HealthCheck;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JudgementTest {

    private static final Instant STARTED = Instant.parse("2026-11-24T00:00:00Z");
    private static final Finding DEAD = Finding.dead("404 Not Found");

    @ParameterizedTest
    @CsvSource({"HTTP, 3", "TCP, 3", "MESOS_HTTP, 2", "MESOS_TCP, 2", "COMMAND, 2"})
    void twoFailuresAreTooManyForMesosAndMarathonCountsFromTheNext(String protocol, int killedOn) {
        HealthCheck check = check(protocol, 0, 2);
        CheckResult result = CheckResult.NONE.succeeded(STARTED);
        for (int failure = 1; failure <= killedOn; failure++) {
            Judgement judgement = Judgement.of(check, result, DEAD, STARTED, STARTED.plusSeconds(failure));
            assertThat(judgement.kill()).as("failure %d", failure).isEqualTo(failure == killedOn);
            result = judgement.result();
        }
        assertThat(result)
                .isEqualTo(new CheckResult(
                        false, killedOn, STARTED, STARTED, STARTED.plusSeconds(killedOn), "404 Not Found"));
    }

    @Test
    void failuresWithinTheGraceDoNotCountUntilTheFirstSuccess() {
        HealthCheck check = check("HTTP", 10, 1);

        Judgement within = Judgement.of(check, CheckResult.NONE, DEAD, STARTED, STARTED.plusSeconds(9));
        Judgement after = Judgement.of(check, CheckResult.NONE, DEAD, STARTED, STARTED.plusSeconds(10));
        CheckResult well = CheckResult.NONE.succeeded(STARTED.plusSeconds(1));
        Judgement relapse = Judgement.of(check, well, DEAD, STARTED, STARTED.plusSeconds(2));

        assertThat(within).isEqualTo(new Judgement(CheckResult.NONE, false, false));
        assertThat(after.counted()).isTrue();
        assertThat(after.result().alive()).isFalse();
        assertThat(relapse.result().consecutiveFailures()).isEqualTo(1);
    }

    @Test
    void noLimitMeansNoKill() {
        CheckResult result = CheckResult.NONE;
        for (int i = 0; i < 100; i++) {
            Judgement judgement = Judgement.of(check("MESOS_HTTP", 0, 0), result, DEAD, STARTED, STARTED);
            assertThat(judgement.kill()).isFalse();
            result = judgement.result();
        }
    }

    @Test
    void aSuccessForgivesEveryFailure() {
        CheckResult result = CheckResult.NONE.failed(STARTED, "x").failed(STARTED, "y");

        Judgement judgement = Judgement.of(check("HTTP", 0, 2), result, Finding.ALIVE, STARTED, STARTED.plusSeconds(5));

        assertThat(judgement.result())
                .isEqualTo(new CheckResult(true, 0, STARTED.plusSeconds(5), STARTED.plusSeconds(5), STARTED, "y"));
    }

    private static HealthCheck check(String protocol, int grace, int maxFailures) {
        return new HealthCheck(protocol, "/", 0, null, grace, 1, 1, maxFailures, 0, null);
    }
}
