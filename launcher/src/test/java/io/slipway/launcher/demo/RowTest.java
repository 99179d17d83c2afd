package io.slipway.launcher.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class RowTest {

    @Test
    void theTableTellsStepCheckValueAndWhereToLook() {
        List<Row> rows = List.of(
                new Row(
                        "platform",
                        "Consul, Marathon and the edge with HAProxy answer",
                        "up in 1803 ms, HAProxy 2.6.12",
                        true,
                        "http://127.0.0.1:9601/"),
                new Row(
                        "setting",
                        "orders.page-size 10 → 25 in the answer of every instance",
                        "18 ms after the write began",
                        true,
                        "slipway config get orders"),
                new Row(
                        "kill -9",
                        "an instance dies, no GET is lost",
                        "1203 requests, 1 lost (1× 502), p50 3 ms, p99 18 ms",
                        false,
                        ".slipway/logs/haproxy.log"));

        assertThat(Row.table(rows).print(120)).isEqualTo("""
                        step      checked                                  measured                                    where to look
                        platform  Consul, Marathon and the edge with       up in 1803 ms, HAProxy 2.6.12            ✓  http://127.0.0.1:9601/
                                  HAProxy answer
                        setting   orders.page-size 10 → 25 in the answer   18 ms after the write began              ✓  slipway config get orders
                                  of every instance
                        kill -9   an instance dies, no GET is lost         1203 requests, 1 lost (1× 502), p50 3    ✗  .slipway/logs/haproxy.log
                                                                           ms, p99 18 ms
                        """);
    }
}
