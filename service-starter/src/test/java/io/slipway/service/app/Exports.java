package io.slipway.service.app;

import com.codahale.metrics.MetricRegistry;
import com.codahale.metrics.Timer;
import io.slipway.registry.client.RequestContext;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Is the example of docs/observability.md: measures what it does, on a thread of its own. */
class Exports {

    private static final Logger LOG = LoggerFactory.getLogger(Exports.class);

    private final Timer exported;
    private final Executor threads;

    Exports(MetricRegistry metrics, Executor threads) {
        this.exported = metrics.timer("orders.exported");
        this.threads = threads;
    }

    void begin(String id) {
        // Logs and calls of the task belong to the request that began it.
        threads.execute(RequestContext.capture().around(() -> exported.time(() -> export(id))));
    }

    private void export(String id) {
        LOG.info("Order {} exported", id);
    }
}
