package io.slipway.registry.registration;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.registry.CheckStatus;
import io.slipway.registry.internal.Threads;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(40)
class SelfExamTest {

    private static final Duration LIMIT = Duration.ofMillis(100);

    private SelfExam exam;

    @AfterEach
    void close() {
        exam.close();
        Threads.awaitOnly(Set.of());
    }

    @Test
    void whatTheServiceSaysIsSaid() {
        Condition condition = new Condition(CheckStatus.WARNING, "disk nearly full");
        assertThat(patient(() -> condition)).isEqualTo(condition);
    }

    @Test
    void whatTheServiceThrowsIsCritical() {
        assertThat(patient(() -> {
                    throw new IllegalStateException("no database");
                }))
                .isEqualTo(new Condition(CheckStatus.CRITICAL, "its own health check failed: no database"));
    }

    @Test
    void evenAnErrorIsCritical() {
        assertThat(patient(() -> {
                    throw new StackOverflowError();
                }))
                .isEqualTo(new Condition(CheckStatus.CRITICAL, "its own health check failed: StackOverflowError"));
    }

    @Test
    void silenceIsCritical() {
        assertThat(patient(() -> null))
                .isEqualTo(new Condition(CheckStatus.CRITICAL, "its own health check said nothing"));
    }

    @Test
    void anAnswerThatDoesNotComeIsCriticalAndHoldsOneThreadUntilItDoes() throws InterruptedException {
        CountDownLatch released = new CountDownLatch(1);
        CountDownLatch answered = new CountDownLatch(1);
        exam = new SelfExam(
                "orders-1",
                () -> {
                    try {
                        released.await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    answered.countDown();
                    return Condition.PASSING;
                },
                LIMIT);
        for (int i = 0; i < 3; i++) {
            assertThat(exam.ask())
                    .isEqualTo(
                            new Condition(CheckStatus.CRITICAL, "its own health check did not answer within 100 ms"));
        }
        assertThat(Threads.ours()).hasSize(1);

        released.countDown();
        answered.await();
        assertThat(exam.ask()).isEqualTo(Condition.PASSING);
    }

    private Condition patient(Supplier<Condition> condition) {
        exam = new SelfExam("orders-1", condition, Duration.ofSeconds(30));
        return exam.ask();
    }
}
