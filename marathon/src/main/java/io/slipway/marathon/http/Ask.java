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
        @Nullable JsonNode body,
        String accept) {

    private static final MediaType JSON = MediaType.Companion.get("application/json");
    // "." and ".." would climb out of the path even when they are percent-encoded.
    private static final Pattern DEPLOYMENT_ID = Pattern.compile("[A-Za-z0-9_-]+");
    private static final Pattern TASK_ID = Pattern.compile("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*");
    private static final Pattern VERSION = Pattern.compile("[0-9]{4}-[0-9T:.Z+-]+");

    static Ask get(String path) {
        return of("GET", path, null);
    }

    static Ask post(String path, JsonNode body) {
        return of("POST", path, body);
    }

    static Ask put(String path, JsonNode body) {
        return of("PUT", path, body);
    }

    static Ask patch(String path, JsonNode body) {
        return of("PATCH", path, body);
    }

    static Ask delete(String path) {
        return of("DELETE", path, null);
    }

    private static Ask of(String method, String path, @Nullable JsonNode body) {
        return new Ask(method, path, Map.of(), body, "application/json");
    }

    /** Returns the path of an app; nothing in an {@link AppId} needs encoding. */
    static String app(AppId id) {
        return "v2/apps" + id.path();
    }

    static String deployment(String id) {
        return "v2/deployments/" + checked(DEPLOYMENT_ID, id, "deployment id");
    }

    static String task(String id) {
        return checked(TASK_ID, id, "task id");
    }

    static String version(String path, String version) {
        return path + "/versions/" + checked(VERSION, version, "version");
    }

    private static String checked(Pattern form, String text, String what) {
        if (!form.matcher(text).matches()) {
            throw new IllegalArgumentException("\"" + text + "\" is no " + what + ".");
        }
        return text;
    }

    Ask with(String parameter, String value) {
        return with(Map.of(parameter, value));
    }

    Ask with(Map<String, String> parameters) {
        Map<String, String> more = new TreeMap<>(query);
        more.putAll(parameters);
        return new Ask(method, path, more, body, accept);
    }

    Ask forced(boolean force) {
        return force ? with("force", "true") : this;
    }

    Ask accepting(String type) {
        return new Ask(method, path, query, body, type);
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
                .header("Accept", accept)
                .method(method, requestBody())
                .build();
    }

    private @Nullable RequestBody requestBody() {
        return body == null ? null : RequestBody.Companion.create(body.toString(), JSON);
    }
}
