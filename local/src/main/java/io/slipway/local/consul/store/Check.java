package io.slipway.local.consul.store;

import java.util.List;
import java.util.Map;

/**
 * Tells how well a node or one of its services is.
 *
 * @param status one of the constants here, or whatever a catalog registration claimed
 * @param serviceId empty for a check of the node as a whole
 * @param type how it is checked: {@code ttl}, {@code http}, {@code tcp}, {@code alias}, {@code maintenance}; may be
 *     empty
 * @param definition what a catalog registration gave along
 */
public record Check(
        String node,
        String checkId,
        String name,
        String status,
        String notes,
        String output,
        String serviceId,
        String serviceName,
        List<String> serviceTags,
        String type,
        Map<String, Object> definition,
        long createIndex,
        long modifyIndex) {

    public static final String PASSING = "passing";
    public static final String WARNING = "warning";
    public static final String CRITICAL = "critical";

    public static final String SERF_HEALTH = "serfHealth";

    public Check {
        serviceTags = List.copyOf(serviceTags);
    }

    public boolean is(String wanted) {
        return status.equals(wanted);
    }

    public boolean isOfNode() {
        return serviceId.isEmpty();
    }

    Ref ref() {
        return new Ref(node, checkId);
    }

    Ref serviceRef() {
        return new Ref(node, serviceId);
    }

    Check at(long created, long modified) {
        return new Check(
                node,
                checkId,
                name,
                status,
                notes,
                output,
                serviceId,
                serviceName,
                serviceTags,
                type,
                definition,
                created,
                modified);
    }

    Check of(Service service) {
        return new Check(
                node,
                checkId,
                name,
                status,
                notes,
                output,
                serviceId,
                service.name(),
                service.tags(),
                type,
                definition,
                createIndex,
                modifyIndex);
    }

    Check found(String newStatus, String newOutput) {
        return new Check(
                node,
                checkId,
                name,
                newStatus,
                notes,
                newOutput,
                serviceId,
                serviceName,
                serviceTags,
                type,
                definition,
                createIndex,
                modifyIndex);
    }
}
