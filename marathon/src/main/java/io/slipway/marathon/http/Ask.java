package io.slipway.marathon.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.marathon.AppId;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.jspecify.annotations.Nullable;

/**
 * Describes one request before it is known which server gets it.
 *
 * @param path below the server's address, {@code v2/apps}
 */
record Ask(
        String method,
        String path,
        Map<String, String> query,
        @Nullable JsonNode body) {

    private static final MediaType JSON = MediaType.Companion.get("application/json");
    // "." and ".." would climb out of the path even when they are percent-encoded.
    private static final Pattern DEPLOYMENT_ID = Pattern.compile("[A-Za-z0-9_-]+");

    static Ask get(String path) {
        return new Ask("GET", path, Map.of(), null);
    }

    static Ask post(String path, JsonNode body) {
        return new Ask("POST", path, Map.of(), body);
    }

    static Ask put(String path, JsonNode body) {
        return new Ask("PUT", path, Map.of(), body);
    }

    static Ask patch(String path, JsonNode body) {
        return new Ask("PATCH", path, Map.of(), body);
    }

    static Ask delete(String path) {
        return new Ask("DELETE", path, Map.of(), null);
    }

    /** Returns the path of an app; nothing in an {@link AppId} needs encoding. */
    static String app(AppId id) {
        return "v2/apps" + id.path();
    }

    static String deployment(String id) {
        if (!DEPLOYMENT_ID.matcher(id).matches()) {
            throw new IllegalArgumentException("\"" + id + "\" is no deployment id.");
        }
        return "v2/deployments/" + id;
    }

    Ask with(String parameter, String value) {
        Map<String, String> more = new TreeMap<>(query);
        more.put(parameter, value);
        return new Ask(method, path, more, body);
    }

    /** Tells whether it may be asked twice: an earlier one that was done unseen does no harm. */
    boolean changesNothing() {
        return method.equals("GET");
    }

    Request to(HttpUrl server) {
        HttpUrl.Builder url = server.newBuilder().addPathSegments(path);
        query.forEach(url::addQueryParameter);
        return new Request.Builder()
                .url(url.build())
                .header("Accept", "application/json")
                .method(method, requestBody())
                .build();
    }

    private @Nullable RequestBody requestBody() {
        return body == null ? null : RequestBody.Companion.create(body.toString(), JSON);
    }
}
