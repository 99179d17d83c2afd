package io.slipway.registry.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.slipway.registry.Indexed;
import io.slipway.registry.RegistryException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

@Timeout(20)
class WatchTest {

    private static final Pace QUICK = new Pace(
            Duration.ofSeconds(10),
            Duration.ofSeconds(5),
            Duration.ofMillis(2),
            Duration.ofMillis(10),
            Duration.ZERO,
            1000,
            Duration.ofMillis(1));

    private final Queue<Supplier<Indexed<String>>> answers = new ConcurrentLinkedQueue<>();
    private final List<Long> asked = new CopyOnWriteArrayList<>();
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final CountDownLatch never = new CountDownLatch(1);
    private final Logs logs = Logs.of(WatchTest.class);
    private volatile Duration lastWait = Duration.ZERO;
    private Watch<String> watch;

    @AfterEach
    void close() {
        watch.close();
        logs.close();
        Threads.awaitOnly(Set.of());
    }

    @Test
    void theIndexOfAnAnswerIsAskedWithNext() {
        follow(answer("a", 7), answer("b", 9));

        awaitAsked(0L, 7L, 9L);
        assertThat(heard).containsExactly("a@7", "b@9");
    }

    @Test
    void anIndexThatWentBackBeginsAgainAtNothing() {
        follow(answer("a", 70), answer("a", 5), answer("a", 5));

        awaitAsked(0L, 70L, 0L, 5L);
    }

    @Test
    void anIndexBelowOneNeverReachesTheRegistry() {
        follow(answer("a", 0), answer("b", -3));

        awaitAsked(0L, 1L, 1L);
    }

    @Test
    void aFailureBeginsAgainAtNothing() {
        follow(answer("a", 7), failure("gone"), answer("a", 8));

        awaitAsked(0L, 7L, 0L, 8L);
        assertThat(heard).containsExactly("a@7", "failed", "a@8");
    }

    @Test
    void anOutageIsLoggedWhenItBeginsAndWhenItEnds() {
        follow(failure("gone"), failure("gone"), failure("still gone"), answer("a", 1));

        awaitAsked(0L, 0L, 0L, 0L, 1L);
        await().untilAsserted(() -> assertThat(logs.lines())
                .containsExactly(
                        "WARN Watching it is not possible: gone. Meanwhile nothing.",
                        "INFO Watching it is possible again, after 0 s."));
    }

    @Test
    void aValueSuddenlyEmptyIsReadOnceMore() {
        follow(answer("a", 7), answer("", 8), answer("a", 9));

        awaitAsked(0L, 7L, 0L, 9L);
        assertThat(heard).containsExactly("a@7", "a@9");
    }

    @Test
    void aValueEmptyTwiceIsEmpty() {
        follow(answer("a", 7), answer("", 8), answer("", 8), answer("", 9));

        awaitAsked(0L, 7L, 0L, 8L, 9L);
        assertThat(heard).containsExactly("a@7", "@8", "@9");
    }

    @Test
    void aSecondReadThatFailsKeepsTheLastValue() {
        follow(answer("a", 7), answer("", 8), failure("gone"), answer("a", 9));

        awaitAsked(0L, 7L, 0L, 0L, 9L);
        assertThat(heard).containsExactly("a@7", "failed", "a@9");
    }

    @Test
    void aRegistryThatComesBackKnowingNothingIsNotBelievedAtOnce() {
        answers.addAll(List.of(answer("a", 7), failure("gone"), answer("", 1), answer("", 1), answer("b", 2)));
        start(doubting(Duration.ofSeconds(60)));

        awaitAsked(0L, 7L, 0L, 0L, 1L, 2L);
        assertThat(heard).containsExactly("a@7", "failed", "failed", "b@2");
    }

    @Test
    void aRegistryThatLostItsIndexesAndKnowsNothingIsNotBelievedAtOnce() {
        answers.addAll(List.of(answer("a", 7), answer("", 1), answer("", 1), answer("b", 2)));
        start(doubting(Duration.ofSeconds(60)));

        awaitAsked(0L, 7L, 0L, 1L, 2L);
        assertThat(heard).containsExactly("a@7", "failed", "b@2");
        assertThat(logs.lines())
                .containsExactly(
                        "WARN Watching it is not possible: the registry came back knowing far less than before. Meanwhile nothing.",
                        "INFO Watching it is possible again, after 0 s.");
    }

    @Test
    void aRegistryThatCameBackWithSomethingIsBelievedWhenItIsEmptied() {
        answers.addAll(List.of(answer("a", 7), failure("gone"), answer("a", 1), answer("", 2), answer("", 2)));
        start(doubting(Duration.ofSeconds(60)));

        awaitAsked(0L, 7L, 0L, 1L, 0L, 2L);
        assertThat(heard).containsExactly("a@7", "failed", "a@1", "@2");
    }

    @Test
    void aRegistryThatKeepsKnowingNothingIsBelieved() {
        answers.addAll(List.of(answer("a", 7), answer("", 1), answer("", 1), afterItsWait("", 1), answer("", 1)));
        start(doubting(Duration.ofMillis(50)));

        awaitAsked(0L, 7L, 0L, 1L, 0L, 1L);
        assertThat(heard).containsExactly("a@7", "failed", "@1");
    }

    @Test
    void aValueThatWentWithoutAChangeOfTheIndexIsNotBelievedUntilItComesBack() {
        follow(answer("a", 7), answer("", 7), answer("", 7), answer("", 9), answer("", 9), answer("a", 9));

        awaitAsked(0L, 7L, 0L, 7L, 0L, 9L, 9L);
        assertThat(heard).containsExactly("a@7", "failed", "failed", "a@9");
        assertThat(logs.lines())
                .containsExactly(
                        "WARN Watching it is not possible: the registry shows far less than before, though nothing changed:"
                                + " its rules seem to withhold it. Meanwhile nothing.",
                        "INFO Watching it is possible again, after 0 s.");
    }

    @Test
    void theSameIndexAfterAnOutageIsAnotherRegistrysAndProvesNothing() {
        follow(answer("a", 7), failure("gone"), answer("", 7), answer("", 7));

        awaitAsked(0L, 7L, 0L, 0L, 7L);
        assertThat(heard).containsExactly("a@7", "failed", "@7");
    }

    @Test
    void whatWasKnownInAnEarlierLifeIsNotGivenUpAtOnce() {
        answers.addAll(List.of(answer("", 5), answer("", 5), answer("a", 6)));
        start(doubting(Duration.ofSeconds(60)), "z");

        watch.awaitFirst();
        awaitAsked(0L, 0L, 5L, 6L);
        assertThat(heard).containsExactly("failed", "a@6");
    }

    @Test
    void anErrorOutsideOfTheContractDoesNotEndTheLoop() {
        follow(
                () -> {
                    throw new NoClassDefFoundError("half a jar");
                },
                answer("a", 1));

        awaitAsked(0L, 0L, 1L);
        assertThat(heard).containsExactly("failed", "a@1");
    }

    @Test
    void aRegistryThatDoesNotBlockIsNotAskedWithoutPause() {
        Pace slow = new Pace(
                Duration.ofSeconds(10),
                Duration.ofSeconds(5),
                Duration.ofMillis(1),
                Duration.ofMillis(1),
                Duration.ZERO,
                3,
                Duration.ofSeconds(100));
        for (int i = 0; i < 50; i++) {
            answers.add(answer("a", 1));
        }
        start(slow);

        await().until(() -> asked.size() == 4);
        await().during(Duration.ofMillis(100)).until(() -> asked.size() == 4);
    }

    @Test
    void theFirstAnswerIsWaitedForNoLongerThanThePaceAllows() {
        start(new Pace(
                Duration.ofSeconds(10),
                Duration.ofMillis(50),
                Duration.ofMillis(1),
                Duration.ofMillis(1),
                Duration.ZERO,
                10,
                Duration.ofMillis(1)));
        long begun = System.nanoTime();

        watch.awaitFirst();
        watch.awaitFirst();

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(2));
        assertThat(heard).isEmpty();
    }

    private static Pace doubting(Duration doubt) {
        return new Pace(
                QUICK.longestWait(),
                QUICK.firstAnswer(),
                QUICK.firstRetry(),
                QUICK.longestRetry(),
                doubt,
                QUICK.burst(),
                QUICK.interval());
    }

    @SafeVarargs
    private void follow(Supplier<Indexed<String>>... given) {
        for (Supplier<Indexed<String>> answer : given) {
            answers.add(answer);
        }
        start(QUICK);
    }

    private void start(Pace pace) {
        start(pace, null);
    }

    private void start(Pace pace, String known) {
        Outage outage = new Outage(LoggerFactory.getLogger(WatchTest.class), Clock.systemUTC(), "Meanwhile nothing.");
        Watch.Sink<String> sink = new Watch.Sink<>() {
            @Override
            public void answered(String value, long index) {
                heard.add(value + "@" + index);
            }

            @Override
            public void failed() {
                heard.add("failed");
            }
        };
        Doubt<String> doubt = new Doubt<>(
                (before, now) -> !before.isEmpty() && now.isEmpty(), () -> read(0, pace.longestWait()), known);
        watch = Watch.start("Watching it", this::read, doubt, sink, pace, outage, () -> 0.5);
    }

    private Indexed<String> read(long index, Duration wait) {
        asked.add(index);
        lastWait = wait;
        Supplier<Indexed<String>> next = answers.poll();
        if (next != null) {
            return next.get();
        }
        try {
            never.await();
            throw new AssertionError();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RegistryException("Interrupted.", e);
        }
    }

    private void awaitAsked(Long... indexes) {
        await().untilAsserted(() -> assertThat(asked).containsExactly(indexes));
    }

    private static Supplier<Indexed<String>> answer(String value, long index) {
        return () -> new Indexed<>(value, index);
    }

    /** Answers as a registry does in which nothing happens: when the wait that was asked for is over. */
    private Supplier<Indexed<String>> afterItsWait(String value, long index) {
        return () -> {
            long over = System.nanoTime() + lastWait.toNanos();
            await().pollInterval(Duration.ofMillis(5)).until(() -> System.nanoTime() > over);
            return new Indexed<>(value, index);
        };
    }

    private static Supplier<Indexed<String>> failure(String why) {
        return () -> {
            throw new RegistryException(why, null);
        };
    }
}
