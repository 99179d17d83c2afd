package io.slipway.marathon;

import java.util.List;

/** Says what Marathon answered instead of success. */
public final class MarathonException extends RuntimeException {

    private final int status;
    private final List<String> details;
    private final List<String> lockedBy;

    /**
     * @param status the HTTP status; 0 when no answer came
     * @param details one line per fault, {@code /path: what}
     * @param lockedBy ids of the deployments that hold the app; empty unless that is the reason
     */
    public MarathonException(String message, int status, List<String> details, List<String> lockedBy) {
        super(details.isEmpty() ? message : message + "\n  " + String.join("\n  ", details));
        this.status = status;
        this.details = List.copyOf(details);
        this.lockedBy = List.copyOf(lockedBy);
    }

    public int status() {
        return status;
    }

    public List<String> details() {
        return details;
    }

    public List<String> lockedBy() {
        return lockedBy;
    }
}
