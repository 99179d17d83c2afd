package io.slipway.local.marathon.definition;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;

/**
 * Refuses a request with the status and the body that Marathon 1.10 refuses it with.
 *
 * <p>{@code details} takes four forms there, which clients tell apart: absent, a string, an empty list, and a list of
 * paths with errors.
 */
public final class Refusal extends RuntimeException {

    public static final String LOCKED = "App is locked by one or more deployments. Override with the option"
            + " '?force=true'. View details at '/v2/deployments/<DEPLOYMENT_ID>'.";

    private final int status;
    private final transient ObjectNode body;

    private Refusal(int status, ObjectNode body) {
        super(body.path("message").asText());
        this.status = status;
        this.body = body;
    }

    public int status() {
        return status;
    }

    public ObjectNode body() {
        return body;
    }

    public static Refusal of(int status, String message) {
        return new Refusal(status, Json.object().put("message", message));
    }

    public static Refusal withDetails(int status, String message, String details) {
        return new Refusal(status, Json.object().put("message", message).put("details", details));
    }

    /** Refuses as a resource that looked and found nothing: {@code details} is an empty list. */
    public static Refusal notFound(String message) {
        return listed(404, message, Json.array());
    }

    /** Refuses as an operation on an app that is not there: no {@code details}. */
    public static Refusal noApp(Object id) {
        return of(404, "App '" + id + "' does not exist");
    }

    public static Refusal locked(Collection<String> deployments) {
        ObjectNode body = Json.object().put("message", LOCKED);
        ArrayNode list = body.putArray("deployments");
        deployments.forEach(id -> list.addObject().put("id", id));
        return new Refusal(409, body);
    }

    /** Refuses JSON of the wrong shape. */
    static Refusal shape(Faults faults) {
        return listed(422, "Invalid JSON", faults.details());
    }

    /** Refuses well-shaped JSON that breaks a rule. */
    static Refusal rules(Faults faults) {
        return listed(422, "Object is not valid", faults.details());
    }

    public static Refusal rule(String path, String error) {
        Faults faults = new Faults();
        faults.add(path, error);
        return rules(faults);
    }

    private static Refusal listed(int status, String message, ArrayNode details) {
        ObjectNode body = Json.object().put("message", message);
        body.set("details", details);
        return new Refusal(status, body);
    }
}
