package io.slipway.local.consul;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class ForgetTest {

    private static final List<String> VIEWS = List.of(
            "/v1/kv/?keys",
            "/v1/session/list",
            "/v1/agent/services",
            "/v1/agent/checks",
            "/v1/catalog/services",
            "/v1/health/state/any",
            "/v1/event/list");

    @Test
    void itIsAsIfItHadJustStartedButNoIndexGoesBackAndWhoWaitsIsWoken() throws Exception {
        try (EmbeddedConsul consul = EmbeddedConsul.start()) {
            Http http = new Http(consul.uri());
            List<String> before = views(http);
            String session = http.put("/v1/session/create", "").body().replaceAll(".*:\"|\".*", "");
            http.put("/v1/kv/locked?acquire=" + session, "x");
            http.put("/v1/agent/service/register", "{\"Name\":\"web\",\"Check\":{\"TTL\":\"60s\"}}");
            http.put("/v1/agent/maintenance?enable=true", "");
            http.put("/v1/catalog/register", "{\"Node\":\"n\",\"Address\":\"a\",\"Service\":{\"Service\":\"s\"}}");
            http.put(
                    "/v1/catalog/register",
                    "{\"Node\":\"slipway\",\"Address\":\"127.0.0.1\",\"Service\":{\"Service\":\"s\"}}");
            http.put("/v1/event/fire/e", "");
            long index = http.index(http.get("/v1/kv/locked"));
            CompletableFuture<HttpResponse<String>> waiting = http.getLater("/v1/kv/locked?wait=60s&index=" + index);
            Awaitility.await().until(() -> consul.waiting() == 1);

            consul.forget();

            HttpResponse<String> woken = waiting.get(30, TimeUnit.SECONDS);
            assertThat(woken.statusCode()).isEqualTo(404);
            assertThat(http.index(woken)).isGreaterThan(index);
            assertThat(views(http)).isEqualTo(before);
            assertThat(http.get("/v1/catalog/node/n").body()).isEqualTo("null");
            assertThat(http.put("/v1/agent/check/pass/service:web", "").statusCode())
                    .isEqualTo(500);
            String next = http.put("/v1/session/create", "").body().replaceAll(".*:\"|\".*", "");
            assertThat(http.put("/v1/kv/locked?acquire=" + next, "x").body())
                    .as("no lock-delay is left")
                    .isEqualTo("true");
        }
    }

    private static List<String> views(Http http) {
        return VIEWS.stream().map(path -> http.get(path).body()).toList();
    }
}
