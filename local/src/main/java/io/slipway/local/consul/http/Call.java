package io.slipway.local.consul.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/** Holds one request, as an endpoint sees it. */
public final class Call {

    /** Answers a call; may throw an {@link ApiError}. */
    @FunctionalInterface
    public interface Endpoint {
        Answer answer(Call call);
    }

    /** Answers a call later. */
    @FunctionalInterface
    public interface AsyncEndpoint {
        CompletionStage<Answer> answer(Call call);

        static AsyncEndpoint of(Endpoint endpoint) {
            return call -> CompletableFuture.completedFuture(endpoint.answer(call));
        }
    }

    /** No body that Consul takes comes near this; without a bound, one request could take all memory. */
    private static final int LARGEST_BODY = 8 << 20;

    private final Request request;
    private final String rest;
    private final Params params;

    Call(Request request, String rest, Params params) {
        this.request = request;
        this.rest = rest;
        this.params = params;
    }

    /** Returns what follows the route in the path, decoded: a key, a name, an id. */
    public String rest() {
        return rest;
    }

    /** Returns what follows the route, or refuses the request in the words given. */
    public String rest(int status, String whenMissing) {
        if (rest.isEmpty()) {
            throw new ApiError(status, whenMissing);
        }
        return rest;
    }

    public Params params() {
        return params;
    }

    public @Nullable String header(String name) {
        return request.getHeaders().get(name);
    }

    /**
     * Reads the body.
     *
     * @param setting the name under which Consul's documentation explains the limit
     */
    public byte[] body(int limit, String setting) {
        try (InputStream in = Content.Source.asInputStream(request)) {
            byte[] body = in.readNBytes(limit + 1);
            if (body.length <= limit) {
                return body;
            }
            // A client that is still sending would not hear the answer: let it finish, if that does not take for ever.
            long rest = LARGEST_BODY;
            for (long skipped = 1; skipped > 0 && rest > 0; rest -= skipped) {
                skipped = in.skip(rest);
            }
            throw tooLarge(Math.max(body.length, request.getLength()), limit, setting);
        } catch (IOException e) {
            throw ApiError.badRequest("Request body could not be read: " + e.getMessage());
        }
    }

    /** Reads a JSON body. */
    public Fields fields(Shape shape) {
        try {
            return shape.parse(text());
        } catch (IllegalArgumentException e) {
            throw ApiError.badRequest("Request decode failed: " + e.getMessage());
        }
    }

    /** Reads a JSON body that may be left out. */
    public Fields optionalFields(Shape shape) {
        return request.getLength() == 0 ? new Fields(Map.of()) : fields(shape);
    }

    /** Reads a body that holds a list. */
    public List<Fields> list(Shape shape, String goList, int limit, String setting) {
        try {
            return shape.parseList(new String(body(limit, setting), StandardCharsets.UTF_8), goList);
        } catch (IllegalArgumentException e) {
            throw ApiError.badRequest("Failed to parse body: " + e.getMessage());
        }
    }

    private String text() {
        return new String(body(LARGEST_BODY, "limits"), StandardCharsets.UTF_8);
    }

    private static ApiError tooLarge(long size, int limit, String setting) {
        return new ApiError(
                413,
                "Request body(" + size + " bytes) too large, max size: " + limit
                        + " bytes. See https://www.consul.io/docs/agent/options.html#" + setting + ".");
    }
}
