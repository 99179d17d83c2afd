package io.slipway.registry.client;

import com.codahale.metrics.MetricRegistry;
import io.slipway.registry.discovery.Discovery;
import java.time.Duration;

/** Makes clients of other services out of Retrofit interfaces marked with {@link ServiceClient}. */
public final class ServiceClients implements AutoCloseable {

    private ServiceClients() {}

    public static ServiceClients over(Discovery discovery, MetricRegistry metrics) {
        return builder(discovery, metrics).build();
    }

    public static Builder builder(Discovery discovery, MetricRegistry metrics) {
        return new Builder(discovery, metrics);
    }

    /** Makes a client with the fallback its annotation names, made by its constructor without arguments. */
    public <T> T create(Class<T> api) {
        throw new UnsupportedOperationException("Not built yet: " + api);
    }

    /** Makes a client that answers with {@code fallback} when a call fails. */
    public <T> T create(Class<T> api, T fallback) {
        throw new UnsupportedOperationException("Not built yet: " + api + fallback);
    }

    @Override
    public void close() {}

    /** Collects what may differ from the defaults. */
    public static final class Builder {

        private final Discovery discovery;
        private final MetricRegistry metrics;
        private Duration timeout = Duration.ofSeconds(1);
        private int concurrency = 100;

        private Builder(Discovery discovery, MetricRegistry metrics) {
            this.discovery = discovery;
            this.metrics = metrics;
        }

        /** How long a call may take with all its tries; 1 s by default. */
        public Builder timeout(Duration timeout) {
            this.timeout = timeout;
            return this;
        }

        /** How many calls of one method may run at a time; 100 by default. */
        public Builder concurrency(int concurrency) {
            this.concurrency = concurrency;
            return this;
        }

        public ServiceClients build() {
            if (concurrency < 1 || timeout.isZero()) {
                throw new IllegalArgumentException("No call would be possible: " + discovery + metrics);
            }
            return new ServiceClients();
        }
    }
}
