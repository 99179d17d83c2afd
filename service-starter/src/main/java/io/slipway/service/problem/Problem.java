package io.slipway.service.problem;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Answers a request with problem details where Spring is not reached: in a filter. */
public final class Problem {

    static final String DETAIL = Problem.class.getName() + ".detail";

    private Problem() {}

    /** @param detail one sentence for the caller: what is wrong, and what to do */
    public static void send(HttpServletRequest request, HttpServletResponse response, int status, String detail)
            throws IOException {
        request.setAttribute(DETAIL, detail);
        response.sendError(status);
    }
}
