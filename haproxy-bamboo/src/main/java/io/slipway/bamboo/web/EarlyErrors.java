package io.slipway.bamboo.web;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Gives the one form to what Jetty refuses before we see it: a head too large, a path that is none. */
final class EarlyErrors extends ErrorHandler {

    @Override
    protected void generateResponse(
            Request request,
            Response response,
            int code,
            @Nullable String message,
            @Nullable Throwable cause,
            Callback callback) {
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, ApiException.CONTENT_TYPE);
        ApiException problem =
                ApiException.of(code, "Not possible", "This is no request that the edge reads" + because(message));
        Content.Sink.write(response, true, problem.json().toString(), callback);
    }

    private static String because(@Nullable String message) {
        return message == null ? "." : ": " + message + ".";
    }
}
