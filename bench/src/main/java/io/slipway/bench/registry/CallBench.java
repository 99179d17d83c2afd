package io.slipway.bench.registry;

import com.codahale.metrics.MetricRegistry;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.slipway.registry.Check;
import io.slipway.registry.Registration;
import io.slipway.registry.ServiceInstance;
import io.slipway.registry.client.CallOptions;
import io.slipway.registry.client.CallOptions.Isolation;
import io.slipway.registry.client.ServiceClient;
import io.slipway.registry.client.ServiceClients;
import io.slipway.registry.discovery.Discovery;
import io.slipway.registry.discovery.Lease;
import io.slipway.registry.testing.InMemoryRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.springframework.web.client.RestClient;
import retrofit2.Call;
import retrofit2.Retrofit;
import retrofit2.converter.jackson.JacksonConverterFactory;
import retrofit2.http.GET;
import retrofit2.http.Path;

/** Runs two instances of a service, and calls them in every way. */
final class CallBench implements AutoCloseable {

    private static final String SERVICE = "inventory";

    /** Is what the service answers. */
    record Item(String id, String name, int count, List<String> shelves) {}

    /** Is the service as bare Retrofit sees it. */
    interface Bare {
        @GET("inventory/{id}")
        Call<Item> find(@Path("id") String id);
    }

    /** Is the service as our clients see it. */
    @ServiceClient(SERVICE)
    interface Ours {
        @GET("inventory/{id}")
        Item find(@Path("id") String id);
    }

    /** Is the same, on threads of Hystrix's. */
    @ServiceClient(SERVICE)
    @CallOptions(isolation = Isolation.THREAD)
    interface OursPooled {
        @GET("inventory/{id}")
        Item find(@Path("id") String id);
    }

    private final List<AnsweringServer> servers = List.of(AnsweringServer.start(), AnsweringServer.start());
    private final ObjectMapper json = new ObjectMapper();
    private final InMemoryRegistry registry = new InMemoryRegistry();
    private final Discovery discovery = Discovery.over(registry);
    // No timeout but for what hangs: a machine with too much to do must not end the measurement.
    private final ServiceClients clients = ServiceClients.builder(discovery, new MetricRegistry())
            .timeout(Duration.ofSeconds(60))
            .build();
    private final OkHttpClient http =
            new OkHttpClient.Builder().readTimeout(Duration.ofSeconds(60)).build();
    private final Bare bare = retrofit(http).create(Bare.class);
    private final Bare picking =
            retrofit(http.newBuilder().addInterceptor(this::picked).build()).create(Bare.class);
    private final Ours ours;
    private final OursPooled pooled;
    private final SpringCloudClient spring;
    private final RestClient rest;

    private CallBench() {
        int number = 0;
        for (AnsweringServer server : servers) {
            registry.register(new Registration(
                    new ServiceInstance(
                            SERVICE + "-" + ++number, SERVICE, "127.0.0.1", server.port(), List.of(), Map.of()),
                    new Check.Tcp("127.0.0.1", server.port(), Duration.ofSeconds(1), Duration.ofSeconds(1)),
                    Duration.ofMinutes(1)));
        }
        ours = clients.create(Ours.class);
        pooled = clients.create(OursPooled.class);
        spring = SpringCloudClient.of(
                SERVICE, servers.stream().map(AnsweringServer::port).toList());
        rest = spring.rest();
    }

    static CallBench start() {
        return new CallBench();
    }

    void call(CallWay way, int n) {
        Item item =
                switch (way) {
                    case OKHTTP -> okhttp(n);
                    case RETROFIT -> executed(bare.find("42"));
                    case PICK -> executed(picking.find("42"));
                    case CHAIN -> ours.find("42");
                    case POOLED_CHAIN -> pooled.find("42");
                    case SPRING_CLOUD ->
                        rest.get()
                                .uri("http://" + SERVICE + "/inventory/{id}", "42")
                                .retrieve()
                                .body(Item.class);
                };
        if (item == null || item.count() != 7) {
            throw new IllegalStateException(way + " answered " + item);
        }
    }

    private Retrofit retrofit(OkHttpClient client) {
        return new Retrofit.Builder()
                .baseUrl("http://127.0.0.1:" + servers.get(0).port() + "/")
                .client(client)
                .addConverterFactory(JacksonConverterFactory.create(json))
                .build();
    }

    private Item okhttp(int n) {
        int port = servers.get(n % servers.size()).port();
        Request request = new Request.Builder()
                .url("http://127.0.0.1:" + port + "/inventory/42")
                .build();
        try (Response response = http.newCall(request).execute()) {
            return json.readValue(response.body().byteStream(), Item.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Item executed(Call<Item> call) {
        try {
            return call.execute().body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Response picked(Interceptor.Chain chain) throws IOException {
        Lease lease = discovery.lease(SERVICE, Set.of()).orElseThrow();
        long begun = System.nanoTime();
        HttpUrl url = chain.request()
                .url()
                .newBuilder()
                .host(lease.instance().host())
                .port(lease.instance().port())
                .build();
        Response response = chain.proceed(chain.request().newBuilder().url(url).build());
        lease.succeeded(Duration.ofNanos(System.nanoTime() - begun));
        return response;
    }

    @Override
    public void close() {
        clients.close();
        discovery.close();
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
        spring.close();
        servers.forEach(AnsweringServer::close);
    }
}
