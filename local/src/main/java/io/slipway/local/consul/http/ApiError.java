package io.slipway.local.consul.http;

/** Ends a request with a status and one line of text. */
public final class ApiError extends RuntimeException {

    private final int status;

    public ApiError(int status, String message) {
        // No stack trace: this is an answer to a client, and no fault of ours.
        super(message, null, false, false);
        this.status = status;
    }

    public static ApiError badRequest(String message) {
        return new ApiError(400, message);
    }

    /** Says that this agent, unlike Consul, cannot do it. */
    public static ApiError unsupported(String what) {
        return new ApiError(501, "Not in this agent: " + what + ".");
    }

    public int status() {
        return status;
    }
}
