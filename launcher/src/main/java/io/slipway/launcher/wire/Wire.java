package io.slipway.launcher.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Asks for JSON. */
public final class Wire {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    /** Throws {@link WireException} for every answer but 200 with JSON. */
    public JsonNode get(URI uri) {
        HttpResponse<String> response = send(uri);
        if (response.statusCode() != 200) {
            throw new WireException("GET " + uri + " answered " + response.statusCode(), null);
        }
        try {
            return MAPPER.readTree(response.body());
        } catch (JsonProcessingException e) {
            throw new WireException("GET " + uri + " answered what is no JSON: " + e.getOriginalMessage(), e);
        }
    }

    private HttpResponse<String> send(URI uri) {
        try {
            return http.send(HttpRequest.newBuilder(uri).timeout(LIMIT).build(), HttpResponse.BodyHandlers.ofString());
        } catch (ConnectException e) {
            throw new WireException("GET " + uri + ": nobody listens there", e);
        } catch (IOException e) {
            throw new WireException("GET " + uri + " failed: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new WireException("GET " + uri + " was interrupted", e);
        }
    }
}
