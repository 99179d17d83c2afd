package io.slipway.bamboo.web;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Ends a request with a problem; its JSON form is that of RFC 9457, the same for every error of the API. */
final class ApiException extends RuntimeException {

    static final String CONTENT_TYPE = "application/problem+json";

    private final int status;
    private final String title;
    private final List<String> problems;

    private ApiException(int status, String title, List<String> problems) {
        super(String.join(" ", problems));
        this.status = status;
        this.title = title;
        this.problems = List.copyOf(problems);
    }

    /** @param detail whole sentences: what is wrong, what to do */
    static ApiException of(int status, String title, String detail) {
        return new ApiException(status, title, List.of(detail));
    }

    static ApiException badRequest(String detail) {
        return of(400, "Bad request", detail);
    }

    static ApiException notFound(String detail) {
        return of(404, "Not found", detail);
    }

    /** Refuses a document that is well-formed and wrong, for every reason there is. */
    static ApiException unprocessable(List<String> problems) {
        return new ApiException(422, "Not acceptable as it is", problems);
    }

    int status() {
        return status;
    }

    /** Returns the body of the answer. */
    ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("type", "about:blank").put("title", title).put("status", status);
        json.put("detail", String.join(" ", problems));
        problems.forEach(json.putArray("problems")::add);
        return json;
    }
}
