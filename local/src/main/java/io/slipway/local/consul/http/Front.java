package io.slipway.local.consul.http;

import io.slipway.local.consul.http.Call.AsyncEndpoint;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers requests: decides what is no endpoint's business, and turns every failure into an answer. */
final class Front {

    private static final Logger LOG = LoggerFactory.getLogger(Front.class);

    private final Mux mux;
    private final Function<RuntimeException, @Nullable Answer> failures;

    /** @param failures knows the answers to exceptions of its own; null for all others */
    Front(Mux mux, Function<RuntimeException, @Nullable Answer> failures) {
        this.mux = mux;
        this.failures = failures;
    }

    CompletionStage<Answer> answer(Request request) {
        String raw = request.getHttpURI().getPath();
        String path = raw == null ? null : Urls.unescape(raw, false);
        if (path == null || !path.startsWith("/")) {
            return now(Answer.text(400, "400 Bad Request"));
        }
        if (!Urls.isPrintable(path)) {
            return now(Answer.empty(400));
        }
        String clean = Urls.clean(path);
        if (!clean.equals(path)) {
            return now(moved(request.getMethod(), Urls.escapePath(clean) + query(request)));
        }
        if (path.equals("/")) {
            return now(moved(request.getMethod(), "/ui/"));
        }
        Mux.Match match = mux.find(path);
        if (match == null) {
            return now(
                    mux.isFolder(path)
                            ? moved(request.getMethod(), Urls.escapePath(path) + "/" + query(request))
                            : Answer.empty(404));
        }
        return answer(request, match).thenApply(answer -> answer.with("Vary", "Accept-Encoding"));
    }

    private CompletionStage<Answer> answer(Request request, Mux.Match match) {
        Params params = Params.parse(request.getHttpURI().getQuery());
        if (params == null) {
            return now(Answer.empty(500));
        }
        String method = request.getMethod();
        if (method.equals("OPTIONS")) {
            return now(Answer.empty(200).with("Allow", match.route().allowed()));
        }
        AsyncEndpoint endpoint = match.route().endpoint(method);
        if (endpoint == null) {
            return now(Answer.text(405, "method " + method + " not allowed")
                    .with("Allow", match.route().allowed()));
        }
        try {
            return endpoint.answer(new Call(request, match.rest(), params)).exceptionally(this::failed);
        } catch (RuntimeException e) {
            return now(failed(e));
        }
    }

    private Answer failed(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof ApiError error) {
            return Answer.text(error.status(), String.valueOf(error.getMessage()));
        }
        Answer known = cause instanceof RuntimeException exception ? failures.apply(exception) : null;
        if (known != null) {
            return known;
        }
        LOG.error("A request failed", cause);
        return Answer.text(500, "Internal error: " + cause.getMessage());
    }

    private static String query(Request request) {
        return request.getHttpURI().getQuery() == null
                ? ""
                : "?" + request.getHttpURI().getQuery();
    }

    private static Answer moved(String method, String location) {
        Answer moved = method.equals("GET")
                ? Answer.text(301, "<a href=\"" + escapeHtml(location) + "\">Moved Permanently</a>.\n\n")
                        .withType("text/html; charset=utf-8")
                : Answer.empty(301);
        return moved.with("Location", location);
    }

    private static String escapeHtml(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&#34;")
                .replace("'", "&#39;");
    }

    private static CompletionStage<Answer> now(Answer answer) {
        return CompletableFuture.completedFuture(answer);
    }
}
