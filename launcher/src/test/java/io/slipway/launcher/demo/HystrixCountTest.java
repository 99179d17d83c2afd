package io.slipway.launcher.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

final class HystrixCountTest {

    @Test
    void theSuccessesOfAllCommandsAreAddedUp() throws Exception {
        String metrics = """
                {"gauges": {
                  "hystrix.inventory.InventoryApi.find.countSuccess": {"value": 20},
                  "hystrix.stock.StockApi.list.countSuccess": {"value": 3},
                  "hystrix.inventory.InventoryApi.find.countTimeout": {"value": 7},
                  "jvm.memory.countSuccess": {"value": 9}}}
                """;

        assertThat(HystrixCount.successes(new ObjectMapper().readTree(metrics))).isEqualTo(23);
        assertThat(HystrixCount.successes(new ObjectMapper().readTree("{}"))).isZero();
    }
}
