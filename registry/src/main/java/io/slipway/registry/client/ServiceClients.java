package io.slipway.registry.client;

import com.codahale.metrics.MetricRegistry;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.slipway.registry.Subscription;
import io.slipway.registry.discovery.Discovery;
import io.slipway.registry.internal.DaemonThreads;
import io.slipway.registry.settings.SettingsStore;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import retrofit2.Retrofit;
import retrofit2.converter.jackson.JacksonConverterFactory;

/**
 * Makes clients of other services out of Retrofit interfaces marked with {@link ServiceClient}.
 *
 * <p>A method returns what the service answers: a body, a {@link retrofit2.Response} with it, a {@link retrofit2.Call} of
 * it, or a {@link java.util.concurrent.CompletableFuture} of body or response; its path is relative. Every call goes through
 * the links that {@link CallChain} puts together: it ends with the deadline of the request it is made for, is a Hystrix command
 * (group: the service, key: {@code Interface.method}), and goes to an instance that discovery names. What fails in the end is
 * answered by the fallback, or becomes a {@link ServiceCallException}; an answer of 4xx, but for 408 and 429, is the caller's
 * fault: it neither opens the circuit nor asks the fallback.
 *
 * <p>Clients are safe for use by several threads. Hystrix knows a command by its key in the whole process: two interfaces of
 * the same simple name share circuits, limits and properties.
 */
public final class ServiceClients implements AutoCloseable {

    static {
        RxOffUnsafe.ensure();
    }

    private final CallChain.Parts parts;
    private final Map<String, String> general;
    private final ExecutorService executor;
    private final JacksonConverterFactory json;
    private final Wire wire;
    private final Subscription settings;
    private final Map<String, RetryBudget> budgets = new ConcurrentHashMap<>();

    private ServiceClients(Builder builder) {
        this.general = CommandDefaults.ofAll(builder.timeout, builder.concurrency, builder.retries);
        // As many threads as calls run that nobody waits for: Hystrix's semaphores bound them.
        this.executor = Executors.newCachedThreadPool(new DaemonThreads("slipway-client"));
        this.parts = new CallChain.Parts(builder.discovery, builder.metrics, executor, System::nanoTime);
        this.json = JacksonConverterFactory.create(builder.json);
        this.settings = builder.settings == null ? () -> {} : HystrixSettings.follow(builder.settings);
        this.wire = new Wire(executor, builder.concurrency, builder.timeout.dividedBy(2), builder.largestBody);
    }

    /** Makes clients with a timeout of 1 s and at most 100 calls of one method at a time. */
    public static ServiceClients over(Discovery discovery, MetricRegistry metrics) {
        return builder(discovery, metrics).build();
    }

    public static Builder builder(Discovery discovery, MetricRegistry metrics) {
        return new Builder(discovery, metrics);
    }

    /**
     * Makes a client with the fallback its annotation names, made by its constructor without arguments.
     *
     * @throws IllegalArgumentException with everything that is wrong with the interface
     */
    public <T> T create(Class<T> api) {
        return create(ClientInterface.of(api, null));
    }

    /**
     * Makes a client that answers with {@code fallback} when a call fails.
     *
     * @throws IllegalArgumentException with everything that is wrong with the interface
     */
    public <T> T create(Class<T> api, T fallback) {
        return create(ClientInterface.of(api, fallback));
    }

    private <T> T create(ClientInterface<T> client) {
        parts.discovery().watch(client.service());
        HystrixSettings.layers().setPoolDefaults(client.service(), CommandDefaults.ofPool(client.api()));
        return new Retrofit.Builder()
                .baseUrl(Wire.PLACEHOLDER)
                .callFactory(wire)
                .addConverterFactory(json)
                .addCallAdapterFactory(new ClientAdapters(method -> chain(client, method)))
                .validateEagerly(true)
                .build()
                .create(client.api());
    }

    private CallChain chain(ClientInterface<?> client, Method method) {
        CommandDefaults defaults = CommandDefaults.ofMethod(client.api(), method, general);
        HystrixSettings.layers()
                .setCommandDefaults(
                        CalledMethod.of(client.service(), client.api(), method).name(), defaults);
        RetryBudget budget = budgets.computeIfAbsent(client.service(), service -> new RetryBudget(parts.nanoTime()));
        return CallChain.of(client, method, defaults, budget, parts);
    }

    /** Returns how many connections are open, idle ones too. */
    int connections() {
        return wire.connections();
    }

    /** Ends what is under way; the clients are of no use after that. */
    @Override
    public void close() {
        settings.close();
        wire.close();
        executor.shutdown();
    }

    /** Collects what may differ from the defaults. */
    public static final class Builder {

        private final Discovery discovery;
        private final MetricRegistry metrics;
        private Duration timeout = Duration.ofSeconds(1);
        private int concurrency = 100;
        private int retries = 1;
        private @Nullable SettingsStore settings;
        private long largestBody = 16 << 20;
        private ObjectMapper json = JsonMapper.builder()
                .addModule(new JavaTimeModule())
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();

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

        /** How often at most a call is tried again where that is safe; once by default. */
        public Builder retries(int retries) {
            this.retries = retries;
            return this;
        }

        /** How many bytes of an answer are read before it is given up, unpacked; 16 MiB by default. */
        public Builder largestBody(long bytes) {
            this.largestBody = bytes;
            return this;
        }

        /** Lets Hystrix's properties follow what stands in KV below {@code config/<service>/hystrix.}; see {@link HystrixSettings}. */
        public Builder settings(SettingsStore settings) {
            this.settings = settings;
            return this;
        }

        /** Replaces the mapper, which ignores unknown properties and knows {@code java.time}. */
        public Builder json(ObjectMapper json) {
            this.json = json;
            return this;
        }

        public ServiceClients build() {
            return new ServiceClients(this);
        }
    }
}
