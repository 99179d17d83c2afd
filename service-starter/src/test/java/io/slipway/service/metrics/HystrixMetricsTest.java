package io.slipway.service.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.codahale.metrics.MetricRegistry;
import com.netflix.hystrix.Hystrix;
import com.netflix.hystrix.HystrixCommand;
import com.netflix.hystrix.HystrixCommandGroupKey;
import com.netflix.hystrix.HystrixCommandKey;
import org.junit.jupiter.api.Test;

final class HystrixMetricsTest {

    private final MetricRegistry first = new MetricRegistry();
    private final MetricRegistry second = new MetricRegistry();

    @Test
    void everyContextOfTheJvmSeesTheCommands() {
        try (HystrixMetrics ofFirst = new HystrixMetrics(first)) {
            run("Shared.call");
            try (HystrixMetrics ofSecond = new HystrixMetrics(second)) {
                assertThat(ofFirst).isNotSameAs(ofSecond);
                assertThat(first.getGauges()).containsKey("hystrix.test.Shared.call.countSuccess");
                assertThat(second.getGauges().keySet())
                        .isEqualTo(first.getGauges().keySet());
            }
        }
    }

    @Test
    void aClosedContextLearnsOfNothingMore() {
        new HystrixMetrics(first).close();
        run("Late.call");
        assertThat(first.getGauges().keySet()).noneMatch(name -> name.contains("Late.call"));
    }

    @Test
    void aContextThatStartsAfterAResetOfHystrixSeesTheCommandsToo() {
        try (HystrixMetrics ofFirst = new HystrixMetrics(first)) {
            run("Again.call");
            Hystrix.reset();
            try (HystrixMetrics ofSecond = new HystrixMetrics(second)) {
                assertThat(ofFirst).isNotSameAs(ofSecond);
                run("Again.call");
                run("Afterwards.call");
                assertThat(second.getGauges())
                        .containsKeys(
                                "hystrix.test.Again.call.countSuccess", "hystrix.test.Afterwards.call.countSuccess");
            }
        }
    }

    @Test
    void commandsAreCountedFromTheFirstOnThoughNobodyLooked() {
        try (HystrixMetrics ofFirst = new HystrixMetrics(first)) {
            assertThat(ofFirst).isNotNull();
            run("Counted.call");
            run("Counted.call");
            // Hystrix adds up what happened every half second.
            await().untilAsserted(() -> assertThat(first.getGauges()
                            .get("hystrix.test.Counted.call.countSuccess")
                            .getValue())
                    .isEqualTo(2L));
        }
    }

    private static void run(String key) {
        HystrixCommand.Setter setter = HystrixCommand.Setter.withGroupKey(HystrixCommandGroupKey.Factory.asKey("test"))
                .andCommandKey(HystrixCommandKey.Factory.asKey(key));
        String answer = new HystrixCommand<String>(setter) {
            @Override
            protected String run() {
                return "done";
            }
        }.execute();
        assertThat(answer).isEqualTo("done");
    }
}
