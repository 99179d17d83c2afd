package io.slipway.bench.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.function.IntConsumer;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/** Follows one key with nothing but OkHttp and a blocking query in a loop: the least that anybody could do. */
final class RawQuery implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final OkHttpClient client =
            new OkHttpClient.Builder().readTimeout(Duration.ofSeconds(70)).build();
    private final String url;
    private final IntConsumer sink;
    private final Thread thread = new Thread(this::follow, "raw query");
    private volatile boolean closed;

    RawQuery(URI consul, String key, IntConsumer sink) {
        this.url = consul + "/v1/kv/" + key;
        this.sink = sink;
        thread.setDaemon(true);
        thread.start();
    }

    private void follow() {
        String index = "0";
        while (!closed) {
            Request request =
                    new Request.Builder().url(url + "?wait=55s&index=" + index).build();
            try (Response response = client.newCall(request).execute()) {
                index = response.header("X-Consul-Index", "0");
                JsonNode entries = JSON.readTree(response.body().byteStream());
                String value = entries.path(0).path("Value").asText();
                sink.accept(Integer.parseInt(new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8)));
            } catch (IOException e) {
                if (!closed) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        client.dispatcher().cancelAll();
    }
}
