package io.slipway.marathon.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.slipway.marathon.Info;
import io.slipway.marathon.MarathonException;
import io.slipway.marathon.Server;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Speaks of the server itself. */
interface ServerCalls extends Server, Calls {

    @Override
    default boolean ping() {
        try {
            return transport().send(Ask.get("ping").accepting("text/plain")).isSuccess();
        } catch (MarathonException e) {
            return false;
        }
    }

    @Override
    default Info info() {
        return json("v2/info", ServerCalls::info);
    }

    private static Info info(JsonNode json) {
        return new Info(
                json.path("name").asText(),
                json.path("version").asText(),
                text(json.path("frameworkId")),
                text(json.path("leader")),
                json.path("elected").asBoolean(),
                json);
    }

    private static @Nullable String text(JsonNode json) {
        return json.isTextual() ? json.asText() : null;
    }

    @Override
    default Optional<String> leader() {
        Answer answer = transport().send(Ask.get("v2/leader"));
        return Refusal.isUnknown(answer)
                ? Optional.empty()
                : Optional.of(answer.read(json -> json.path("leader").asText()));
    }

    @Override
    default void abdicate() {
        transport().send(Ask.delete("v2/leader")).orRefuse();
    }

    @Override
    default List<JsonNode> plugins() {
        return json("v2/plugins", json -> AppReader.each(json.path("plugins"), plugin -> plugin));
    }

    @Override
    default JsonNode metrics() {
        return json("metrics", json -> json);
    }

    @Override
    default String prometheusMetrics() {
        return transport()
                .send(Ask.get("metrics/prometheus").accepting("text/plain"))
                .orRefuse()
                .body();
    }

    @Override
    default JsonNode loggers() {
        return json("logging", json -> json);
    }

    @Override
    default void setLogger(String logger, String level, int seconds) {
        var body = JsonNodeFactory.instance.objectNode().put("logger", logger).put("level", level);
        if (seconds > 0) {
            body.put("durationSeconds", seconds);
        }
        transport().send(Ask.post("logging", body)).orRefuse();
    }

    @Override
    default JsonNode config() {
        return json("config", json -> json);
    }

    private <T> T json(String path, Function<JsonNode, T> reader) {
        return transport().send(Ask.get(path)).read(reader);
    }
}
