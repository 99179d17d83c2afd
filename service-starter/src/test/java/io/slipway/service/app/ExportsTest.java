package io.slipway.service.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.codahale.metrics.MetricRegistry;
import org.junit.jupiter.api.Test;

final class ExportsTest {

    @Test
    void whatItDoesIsTimed() {
        MetricRegistry metrics = new MetricRegistry();
        new Exports(metrics, Runnable::run).begin("7");
        assertThat(metrics.timer("orders.exported").getCount()).isOne();
    }
}
