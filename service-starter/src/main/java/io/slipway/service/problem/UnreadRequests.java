package io.slipway.service.problem;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.tomcat.util.res.StringManager;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/**
 * Answers requests that Tomcat could not read, and that so reach no filter, with problem details instead of its HTML page.
 *
 * <p>Tomcat has 400 for headers that are too large; whoever sent them is helped more by 431.
 */
final class UnreadRequests extends ErrorReportValve {

    private static final Logger log = LoggerFactory.getLogger(UnreadRequests.class);
    private static final int HEADERS_TOO_LARGE = 431;

    @Override
    protected void report(Request request, Response response, @Nullable Throwable why) {
        if (response.getStatus() < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        if (why != null && why.getMessage() != null && tooLarge(request).contains(why.getMessage())) {
            response.setStatus(HEADERS_TOO_LARGE);
        }
        try {
            write(response);
        } catch (IOException e) {
            log.debug("Whoever sent what could not be read is gone", e);
        }
    }

    /** Returns in which words Tomcat says that there are too many headers, or too long ones: it says so in no other way. */
    private static Set<String> tooLarge(Request request) {
        Object most = request.getConnector().getProperty("maxHeaderCount");
        return Set.of(
                StringManager.getManager("org.apache.coyote.http11").getString("iib.requestheadertoolarge.error"),
                StringManager.getManager("org.apache.tomcat.util.http").getString("headers.maxCountFail", most));
    }

    private static void write(Response response) throws IOException {
        HttpStatus status = HttpStatus.resolve(response.getStatus());
        String title = status == null ? "Error" : status.getReasonPhrase();
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.getOutputStream()
                .write("{\"title\":\"%s\",\"status\":%d}"
                        .formatted(title, response.getStatus())
                        .getBytes(StandardCharsets.UTF_8));
        response.finishResponse();
    }
}
