package io.slipway.registry.client;

import com.codahale.metrics.MetricRegistry;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.slipway.registry.discovery.Discovery;
import io.slipway.registry.internal.DaemonThreads;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import retrofit2.Retrofit;
import retrofit2.converter.jackson.JacksonConverterFactory;

/**
 * Makes clients of other services out of Retrofit interfaces marked with {@link ServiceClient}.
 *
 * <p>A method returns what the service answers, or a {@link retrofit2.Call} of it; its path is relative. Every call is a
 * Hystrix command (group: the service, key: {@code Interface.method}, semaphore isolation) to an instance that discovery
 * names. GET, HEAD, PUT, DELETE and OPTIONS are tried once more, on another instance, when the first could not be reached or
 * broke off before it answered. What fails in the end is answered by the fallback, or becomes a {@link ServiceCallException};
 * an answer of 4xx, but for 408 and 429, is the caller's fault: it neither opens the circuit nor asks the fallback.
 *
 * <p>Clients are safe for use by several threads.
 */
public final class ServiceClients implements AutoCloseable {

    static {
        // JDK 26 denies RxJava, on which Hystrix stands, the Unsafe it takes unless told otherwise before it is loaded.
        if (System.getProperty("rx.unsafe-disable") == null) {
            System.setProperty("rx.unsafe-disable", "true");
        }
    }

    private final Discovery discovery;
    private final MetricRegistry metrics;
    private final CommandSettings settings;
    private final JacksonConverterFactory json;
    private final OkHttpClient http;

    private ServiceClients(Builder builder) {
        this.discovery = builder.discovery;
        this.metrics = builder.metrics;
        this.settings = new CommandSettings(builder.timeout, builder.concurrency);
        this.json = JacksonConverterFactory.create(builder.json);
        this.http = new OkHttpClient.Builder()
                .dispatcher(new Dispatcher(Executors.newCachedThreadPool(new DaemonThreads("slipway-client"))))
                // Tomcat closes what was idle for 20 s; ours must be gone before.
                .connectionPool(new ConnectionPool(builder.concurrency, 15, TimeUnit.SECONDS))
                // Half, so that a dead host leaves time for another one. The command bounds the whole call.
                .connectTimeout(builder.timeout.dividedBy(2))
                .readTimeout(Duration.ZERO)
                .writeTimeout(Duration.ZERO)
                // InstancePick has its own rule for what is tried again.
                .retryOnConnectionFailure(false)
                // A redirect would leave the instance that was picked.
                .followRedirects(false)
                .build();
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
        discovery.watch(client.service());
        OkHttpClient instances = http.newBuilder()
                .addInterceptor(new RequestId())
                .addInterceptor(new InstancePick(client.service(), discovery))
                .addNetworkInterceptor(Attempts.reached())
                .build();
        return new Retrofit.Builder()
                .baseUrl("http://" + InstancePick.PLACEHOLDER + "/")
                .callFactory(request -> instances.newCall(Attempts.noteIn(request)))
                .addConverterFactory(json)
                .addCallAdapterFactory(new CommandAdapterFactory(
                        method -> chain(client, method), http.dispatcher().executorService()))
                .validateEagerly(true)
                .build()
                .create(client.api());
    }

    /** Puts together what happens around one method's calls, outermost first: guard, time, judge. */
    private Caller chain(ClientInterface<?> client, Method method) {
        CalledMethod called = CalledMethod.of(client.service(), client.api(), method);
        return new GuardedCaller(
                called,
                settings,
                new Fallback(client.fallback()),
                new TimedCaller(metrics, called, new JudgingCaller(called)));
    }

    /** Ends what is under way; the clients are of no use after that. */
    @Override
    public void close() {
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
    }

    /** Collects what may differ from the defaults. */
    public static final class Builder {

        private final Discovery discovery;
        private final MetricRegistry metrics;
        private Duration timeout = Duration.ofSeconds(1);
        private int concurrency = 100;
        private ObjectMapper json = JsonMapper.builder()
                .addModule(new JavaTimeModule())
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();

        private Builder(Discovery discovery, MetricRegistry metrics) {
            this.discovery = discovery;
            this.metrics = metrics;
        }

        /**
         * How long a call may take with all its tries; 1 s by default.
         *
         * <p>Hystrix's property {@code hystrix.command.<Interface.method>.execution.isolation.thread.timeoutInMilliseconds}
         * wins over it.
         */
        public Builder timeout(Duration timeout) {
            this.timeout = timeout;
            return this;
        }

        /** How many calls of one method may run at a time; 100 by default. */
        public Builder concurrency(int concurrency) {
            this.concurrency = concurrency;
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
