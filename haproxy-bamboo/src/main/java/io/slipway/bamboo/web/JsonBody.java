package io.slipway.bamboo.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Reads requests and writes answers. */
final class JsonBody {

    static final int LARGEST = 256 << 10;
    private static final int DEEPEST = 20;

    private static final ObjectMapper MAPPER = new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);

    static {
        MAPPER.getFactory()
                .setStreamReadConstraints(
                        StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build());
    }

    private JsonBody() {}

    static void write(Context context, JsonNode json) {
        context.contentType("application/json").result(json.toString());
    }

    static JsonNode parse(String text) throws JsonProcessingException {
        return MAPPER.readTree(text);
    }

    /** Reads the object that the body must be. */
    static ObjectNode object(Context context) {
        try {
            if (MAPPER.readTree(text(context)) instanceof ObjectNode object) {
                return object;
            }
        } catch (JsonProcessingException e) {
            throw ApiException.badRequest("The body is no JSON: " + e.getOriginalMessage() + ".");
        }
        throw ApiException.badRequest("The body is no JSON object: begin with {.");
    }

    private static String text(Context context) {
        try (InputStream in = context.req().getInputStream()) {
            byte[] bytes = in.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw ApiException.of(413, "Content too large", "The body is larger than " + (LARGEST >> 10) + " KiB.");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
