package io.slipway.registry.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RetryBudgetTest {

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);
    private final RetryBudget budget = new RetryBudget(now::get);

    @Test
    void aBurstIsFree() {
        assertThat(takeAll()).isEqualTo(20);
    }

    @Test
    void fiveCallsEarnOne() {
        takeAll();
        for (int i = 0; i < 500; i++) {
            budget.called();
            if (i % 5 == 4) {
                assertThat(budget.take()).isTrue();
            }
            assertThat(budget.take()).isFalse();
        }
    }

    @Test
    void everySecondEarnsTwo() {
        takeAll();
        now.addAndGet(Duration.ofMillis(499).toNanos());
        assertThat(takeAll()).isZero();
        now.addAndGet(Duration.ofMillis(2501).toNanos());
        assertThat(takeAll()).isEqualTo(6);
    }

    @Test
    void noMoreThanABurstIsSavedUp() {
        now.addAndGet(Duration.ofDays(1).toNanos());
        for (int i = 0; i < 10_000; i++) {
            budget.called();
        }
        assertThat(takeAll()).isEqualTo(20);
    }

    private int takeAll() {
        int taken = 0;
        while (budget.take()) {
            taken++;
        }
        return taken;
    }
}
