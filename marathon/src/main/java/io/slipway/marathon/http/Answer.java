package io.slipway.marathon.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.slipway.marathon.MarathonException;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Holds one answer of a server, read whole.
 *
 * @param request what was asked, {@code GET http://127.0.0.1:8080/v2/apps}
 * @param deploymentId the header that names the deployment a change started; absent before 1.4 and from reads
 */
record Answer(
        String request, int status, String body, @Nullable String deploymentId) {

    static final ObjectMapper MAPPER = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    /** Throws what was refused. */
    Answer orRefuse() {
        if (!isSuccess()) {
            throw Refusal.of(this);
        }
        return this;
    }

    /** Reads the body; throws when the answer is no success, or no answer of a Marathon. */
    <T> T read(Function<JsonNode, T> reader) {
        orRefuse();
        try {
            return reader.apply(MAPPER.readTree(body));
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new MarathonException(
                    request + " was answered by something that is not Marathon: " + firstLine(e.getMessage()),
                    status,
                    List.of(),
                    List.of());
        }
    }

    private static String firstLine(@Nullable String message) {
        return message == null ? "unreadable" : message.lines().findFirst().orElse("unreadable");
    }
}
