package io.slipway.local.marathon.rest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds who answers: the first resource whose path matches. */
final class Router {

    /** Answers one method of one resource; the matcher holds the parts of the path. */
    interface Handler extends BiFunction<Request, Matcher, Answer> {}

    /** Is everything that can be done under one path. */
    private record Resource(Pattern path, Map<String, Handler> handlers) {}

    private final List<Resource> resources = new ArrayList<>();

    /**
     * Adds a resource after those already there.
     *
     * @param methods pairs of method and handler
     */
    Router on(String path, Map<String, Handler> methods) {
        resources.add(new Resource(Pattern.compile(path), new LinkedHashMap<>(methods)));
        return this;
    }

    Answer answer(Request request) {
        for (Resource resource : resources) {
            Matcher matcher = resource.path().matcher(request.path());
            if (matcher.matches()) {
                return answer(request, resource, matcher);
            }
        }
        // Marathon says so with status 500 since 1.6; a deliberate improvement, from the contract's list.
        return Answer.message(404, "URI not found");
    }

    private static Answer answer(Request request, Resource resource, Matcher matcher) {
        Handler handler = resource.handlers().get(request.method());
        if (handler != null) {
            return handler.apply(request, matcher);
        }
        if (request.method().equals("OPTIONS")) {
            return Answer.empty(200)
                    .with("Allow", String.join(",", resource.handlers().keySet()) + ",HEAD,OPTIONS");
        }
        return Answer.message(405, "Method Not Allowed");
    }
}
