package io.slipway.local.consul;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DurabilityTest {

    @TempDir
    private Path data;

    @Test
    void keysFlagsSessionsAndIndexesAreThereAfterARestart() {
        EmbeddedConsul.Options options = new EmbeddedConsul.Options("127.0.0.1", 0, data);
        String keys;
        String sessions;
        long index;
        try (EmbeddedConsul consul = EmbeddedConsul.start(options)) {
            Http http = new Http(consul.uri());
            http.put("/v1/kv/a?flags=18446744073709551615", "one");
            http.put("/v1/kv/gone", "x");
            http.put("/v1/kv/empty", "");
            http.send("DELETE", "/v1/kv/gone", "");
            String id = http.put("/v1/session/create", "{\"Name\":\"keeper\"}").body();
            String session = id.replaceAll(".*:\"|\".*", "");
            http.put("/v1/kv/lock?acquire=" + session, "held");
            keys = http.get("/v1/kv/?recurse").body();
            sessions = http.get("/v1/session/list").body();
            index = http.index(http.get("/v1/kv/?recurse"));
            assertThat(keys).contains(session).doesNotContain("gone");
        }
        try (EmbeddedConsul consul = EmbeddedConsul.start(options)) {
            Http http = new Http(consul.uri());
            assertThat(http.get("/v1/kv/?recurse").body()).isEqualTo(keys);
            assertThat(http.get("/v1/session/list").body()).isEqualTo(sessions);
            assertThat(http.index(http.get("/v1/kv/?recurse"))).isGreaterThanOrEqualTo(index);
            assertThat(http.put("/v1/kv/a?cas=" + http.json("/v1/kv/a").get(0).get("ModifyIndex"), "two")
                            .body())
                    .isEqualTo("true");
        }
    }

    @Test
    void twoAgentsCannotShareAFolder() {
        EmbeddedConsul.Options options = new EmbeddedConsul.Options("127.0.0.1", 0, data);
        try (EmbeddedConsul first = EmbeddedConsul.start(options)) {
            assertThat(first.uri().getPort()).isPositive();
            assertThatThrownBy(() -> EmbeddedConsul.start(options))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining(data.resolve("consul.mv") + ": ")
                    .hasMessageEndingWith("Is another agent using it?");
        }
    }

    @Test
    void aPortInUseIsSaidPlainlyAndNothingIsKeptOpen() {
        try (EmbeddedConsul first = EmbeddedConsul.start(EmbeddedConsul.Options.inMemory())) {
            int port = first.uri().getPort();
            assertThatThrownBy(() -> EmbeddedConsul.start(new EmbeddedConsul.Options("127.0.0.1", port, data)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageStartingWith("Cannot listen on 127.0.0.1:" + port + ": ")
                    .hasMessageEndingWith("Is another agent running there?");
        }
        EmbeddedConsul.start(new EmbeddedConsul.Options("127.0.0.1", 0, data)).close();
    }

    @Test
    void servicesChecksAndWhatOthersRegisteredAreThereAfterARestart() {
        EmbeddedConsul.Options options = new EmbeddedConsul.Options("127.0.0.1", 0, data);
        String services;
        String outside;
        try (EmbeddedConsul consul = EmbeddedConsul.start(options)) {
            Http http = new Http(consul.uri());
            register(http, "heard", "\"TTL\":\"60s\"");
            http.put("/v1/agent/check/pass/service:heard?note=well", "");
            register(http, "silent", "\"TTL\":\"60s\",\"Status\":\"passing\"");
            register(
                    http,
                    "asked",
                    "\"HTTP\":\"http://127.0.0.1:1/\",\"Interval\":\"60s\",\"Status\":\"passing\",\"Header\":{\"a\":[\"b\"]}");
            register(http, "gone", "\"TTL\":\"60s\"");
            http.put("/v1/agent/service/deregister/gone", "");
            http.put("/v1/agent/service/maintenance/asked?enable=true&reason=repairs", "");
            http.put(
                    "/v1/catalog/register",
                    "{\"Node\":\"outside\",\"Address\":\"192.0.2.1\",\"NodeMeta\":{\"a\":\"b\"},\"Service\":{\"Service\":\"print\","
                            + "\"Port\":631},\"Check\":{\"Name\":\"on\",\"Status\":\"warning\",\"Definition\":{\"TCP\":\"a:1\"}}}");
            services = http.get("/v1/agent/services").body();
            outside = withoutIndexes(http.get("/v1/health/service/print").body());
            assertThat(services).contains("heard", "silent", "asked").doesNotContain("gone");
        }
        try (EmbeddedConsul consul = EmbeddedConsul.start(options)) {
            Http http = new Http(consul.uri());
            assertThat(http.get("/v1/agent/services").body()).isEqualTo(services);
            assertThat(withoutIndexes(http.get("/v1/health/service/print").body()))
                    .isEqualTo(outside);
            JsonNode checks = http.json("/v1/agent/checks");
            assertThat(checks.at("/service:heard/Status").asText()).isEqualTo("passing");
            assertThat(checks.at("/service:heard/Output").asText()).isEqualTo("well");
            // Nobody has looked at these since the restart.
            assertThat(checks.at("/service:silent/Status").asText()).isEqualTo("critical");
            assertThat(checks.at("/service:asked/Status").asText()).isEqualTo("critical");
            assertThat(checks.at("/_service_maintenance:asked/Notes").asText()).isEqualTo("repairs");
            assertThat(http.json("/v1/health/service/heard?passing")).hasSize(1);
            assertThat(http.put("/v1/agent/check/pass/service:silent", "").statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void aSessionEndsWithACheckThatNobodyVouchesForAfterTheRestart() {
        EmbeddedConsul.Options options = new EmbeddedConsul.Options("127.0.0.1", 0, data);
        String session;
        try (EmbeddedConsul consul = EmbeddedConsul.start(options)) {
            Http http = new Http(consul.uri());
            register(http, "web", "\"CheckID\":\"web\",\"TTL\":\"60s\",\"Status\":\"passing\"");
            session = http.put("/v1/session/create", "{\"NodeChecks\":[\"serfHealth\",\"web\"]}")
                    .body()
                    .replaceAll(".*:\"|\".*", "");
            assertThat(http.put("/v1/kv/lock?acquire=" + session, "").body()).isEqualTo("true");
        }
        try (EmbeddedConsul consul = EmbeddedConsul.start(options)) {
            Http http = new Http(consul.uri());
            assertThat(http.get("/v1/session/info/" + session).body()).isEqualTo("[]");
            assertThat(http.get("/v1/kv/lock").body()).doesNotContain(session);
        }
    }

    private static void register(Http http, String name, String check) {
        assertThat(http.put("/v1/agent/service/register", "{\"Name\":\"" + name + "\",\"Check\":{" + check + "}}")
                        .statusCode())
                .isEqualTo(200);
    }

    private static String withoutIndexes(String json) {
        return json.replaceAll("Index\":\\d+", "Index\":0");
    }
}
