package io.slipway.bamboo.topology;

/**
 * Describes one task behind a route.
 *
 * @param task Marathon's task id, which is the instance id in Consul too, or the instance id alone
 * @param address IP address; empty when there is none
 * @param port 0 when there is none
 * @param state Marathon's word, {@code TASK_RUNNING} and its like; empty for an instance that Consul alone knows
 * @param weight its share of the requests beside the others', 0 to 256; 1 where nobody said
 */
public record Server(
        String task,
        String host,
        String address,
        int port,
        String state,
        boolean marathonHealthy,
        ConsulStatus consul,
        Standing standing,
        int weight) {

    /** Tells whether HAProxy can be given an address of it. */
    public boolean isAddressed() {
        return !address.isEmpty() && port >= 1 && port <= 65_535;
    }

    /** Tells whether no task in Marathon stands behind it. */
    boolean isOfConsulAlone() {
        return state.isEmpty();
    }

    Server standing(Standing changed) {
        return new Server(task, host, address, port, state, marathonHealthy, consul, changed, weight);
    }

    Server weight(int changed) {
        return new Server(task, host, address, port, state, marathonHealthy, consul, standing, changed);
    }

    boolean takes() {
        return standing.wish() == Standing.Wish.TAKE;
    }
}
