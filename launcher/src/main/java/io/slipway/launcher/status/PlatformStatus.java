package io.slipway.launcher.status;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.launcher.terminal.TextTable;
import io.slipway.local.platform.Addresses;
import io.slipway.local.platform.RunningPlatform;
import java.util.ArrayList;
import java.util.List;

/**
 * Tells how the platform and its services are.
 *
 * @param silent what a part said, or did not say, instead of its view
 */
public record PlatformStatus(RunningPlatform platform, List<Service> services, List<String> silent) {

    private static final int WIDTH = 120;

    public PlatformStatus {
        services = List.copyOf(services);
        silent = List.copyOf(silent);
    }

    /** Tells whether every part answered. */
    public boolean isWhole() {
        return silent.isEmpty();
    }

    List<String> disagreements() {
        List<String> found = new ArrayList<>(silent);
        if (isWhole()) {
            services.forEach(service -> found.addAll(disagreements(service)));
        }
        return found;
    }

    private static List<String> disagreements(Service service) {
        List<String> found = new ArrayList<>();
        if (service.running() != service.wanted()
                && !service.deploying()
                && !service.app().isEmpty()) {
            found.add("Marathon is asked for " + service.wanted() + " instances of " + service.name() + " and runs "
                    + service.running());
        }
        service.instances().forEach(instance -> instance.disagreement().ifPresent(found::add));
        return found;
    }

    /** Returns it for people: addresses, one table, and where the parts disagree. */
    public String text() {
        StringBuilder text = new StringBuilder("The platform is up (pid ")
                .append(platform.pid())
                .append(", since ")
                .append(platform.startedAt())
                .append("):\n");
        addresses()
                .fields()
                .forEachRemaining(address -> text.append("  %-14s %s%n"
                        .formatted(address.getKey(), address.getValue().asText())));
        text.append('\n').append(services.isEmpty() ? "No service is deployed.\n" : table());
        List<String> disagreements = disagreements();
        if (!disagreements.isEmpty()) {
            text.append('\n');
            disagreements.forEach(line -> text.append("! ").append(line).append(".\n"));
        }
        return text.toString();
    }

    private String table() {
        TextTable table = new TextTable("service", "route", "run", "instance", "address", "Marathon", "Consul", "edge");
        for (Service service : services) {
            String run = service.app().isEmpty() ? "" : service.running() + "/" + service.wanted();
            if (service.instances().isEmpty()) {
                table.row(service.name(), service.routes(), run, "", "", "", "", "");
            }
            boolean first = true;
            for (Instance instance : service.instances()) {
                table.row(
                        first ? service.name() : "",
                        first ? service.routes() : "",
                        first ? run + (service.deploying() ? " deploying" : "") : "",
                        shortened(instance.id()),
                        instance.address(),
                        instance.marathon(),
                        instance.consul(),
                        instance.edge());
                first = false;
            }
        }
        return table.print(WIDTH);
    }

    /** The first part of a UUID tells the instances of one service apart. */
    private static String shortened(String instance) {
        return instance.replaceFirst("([0-9a-f]{8})-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f-]{17}.*", "$1…");
    }

    private ObjectNode addresses() {
        Addresses at = platform.addresses();
        return JsonNodeFactory.instance
                .objectNode()
                .put("edge", at.edge("/").toString())
                .put("page", at.edgePage("/").toString())
                .put("marathon", at.marathon("/").toString())
                .put("consul", at.consul("/").toString());
    }

    /** Returns it for programs; the names are API. */
    public String json() {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("pid", platform.pid())
                .put("startedAt", platform.startedAt().toString())
                .put("portBase", platform.portBase());
        json.set("addresses", addresses());
        ArrayNode list = json.putArray("services");
        services.forEach(service -> list.add(json(service)));
        ArrayNode lines = json.putArray("disagreements");
        disagreements().forEach(lines::add);
        return json.toPrettyString();
    }

    private static ObjectNode json(Service service) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("service", service.name())
                .put("app", service.app())
                .put("routes", service.routes())
                .put("wanted", service.wanted())
                .put("running", service.running())
                .put("deploying", service.deploying());
        ArrayNode list = json.putArray("instances");
        service.instances().forEach(instance -> list.addObject()
                .put("id", instance.id())
                .put("address", instance.address())
                .put("marathon", instance.marathon())
                .put("consul", instance.consul())
                .put("edge", instance.edge()));
        return json;
    }
}
