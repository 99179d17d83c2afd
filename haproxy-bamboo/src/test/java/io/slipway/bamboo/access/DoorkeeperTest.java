package io.slipway.bamboo.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.bamboo.access.Doorkeeper.Verdict;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class DoorkeeperTest {

    private static final Account ADA = new Account("ada", Role.OPERATOR);
    private static final Account CI = new Account("ci", Role.READER);
    private static final Accounts ACCOUNTS = new Accounts(List.of(
            AccountLine.parse(AccountLine.forPassword("ada", Role.OPERATOR, "correct:horse")),
            AccountLine.parse(AccountLine.forToken("ci", Role.READER, "t0ken"))));

    private final MovableClock clock = new MovableClock();
    private final Doorkeeper doorkeeper = new Doorkeeper(ACCOUNTS, clock);

    @Test
    void aRightPasswordAndARightTokenAreWelcome() {
        assertThat(doorkeeper.look(basic("ada", "correct:horse"), "1.1.1.1")).isEqualTo(new Verdict.Welcome(ADA));
        assertThat(doorkeeper.look("bearer t0ken", "1.1.1.1")).isEqualTo(new Verdict.Welcome(CI));
    }

    @Test
    void whoSaysNothingOrWhatCannotBeReadIsUnknown() {
        assertThat(doorkeeper.look(null, "1.1.1.1")).isEqualTo(new Verdict.Unknown());
        assertThat(doorkeeper.look("Basic !!!", "1.1.1.1")).isEqualTo(new Verdict.Unknown());
        assertThat(doorkeeper.look("Bearer", "1.1.1.1")).isEqualTo(new Verdict.Unknown());
        assertThat(doorkeeper.look("Bearer " + "x".repeat(2000), "1.1.1.1")).isEqualTo(new Verdict.Unknown());
    }

    @Test
    void afterFiveWrongTriesNoMoreAreLookedAtForAMinute() {
        for (int i = 0; i < 5; i++) {
            assertThat(doorkeeper.look("Bearer wrong" + i, "6.6.6.6")).isEqualTo(new Verdict.Unknown());
        }
        assertThat(doorkeeper.look("Bearer t0ken", "6.6.6.6")).isEqualTo(new Verdict.TooManyTries(61));
        assertThat(doorkeeper.look("Bearer t0ken", "1.1.1.1")).isEqualTo(new Verdict.Welcome(CI));

        clock.pass(Duration.ofSeconds(61));

        assertThat(doorkeeper.look("Bearer wrong", "6.6.6.6")).isEqualTo(new Verdict.Unknown());
    }

    @Test
    void whoWasRightBeforeIsNotLockedOutByTheGuessesOfANeighbour() {
        assertThat(doorkeeper.look("Bearer t0ken", "9.9.9.9")).isEqualTo(new Verdict.Welcome(CI));
        for (int i = 0; i < 6; i++) {
            doorkeeper.look("Bearer wrong" + i, "9.9.9.9");
        }
        assertThat(doorkeeper.look("Bearer t0ken", "9.9.9.9")).isEqualTo(new Verdict.Welcome(CI));
    }

    @Test
    void withoutAccountsNobodyIsAsked() {
        assertThat(new Doorkeeper(Accounts.NONE, clock).look(null, "127.0.0.1"))
                .isEqualTo(new Verdict.Welcome(Account.ANYBODY));
    }

    private static String basic(String name, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((name + ":" + password).getBytes(StandardCharsets.UTF_8));
    }
}
