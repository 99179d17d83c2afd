package io.slipway.bamboo.haproxy;

/**
 * Writes the edge's own answers. They end up between single quotes in a HAProxy log-format string, so they contain
 * neither a single quote nor, but for the request id, a percent sign.
 */
final class ErrorPage {

    private static final String PAGE =
            "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">"
                    + "<title>%1$s</title><style>body{font:16px/1.5 system-ui,sans-serif;max-width:34em;margin:15vh auto;"
                    + "padding:0 1em}@media(prefers-color-scheme:dark){body{background:#16181d;color:#e6e6e6}}"
                    + "small{opacity:.6}</style><h1>%1$s</h1><p>%2$s</p><p><small>Request %%[var(txn.request_id)]</small></p>"
                    + "</html>\n";

    private ErrorPage() {}

    /** Returns the arguments of {@code http-request return} or {@code http-error}. */
    static String answer(int status, String title, String text) {
        return "status " + status + " content-type 'text/html; charset=utf-8' lf-string "
                + Quoted.word(PAGE.formatted(title, text).strip()) + " hdr Cache-Control no-store"
                + (status == 503 ? " hdr Retry-After 1" : "");
    }
}
