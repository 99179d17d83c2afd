package io.slipway.launcher.status;

import io.slipway.launcher.terminal.TextTable;
import io.slipway.local.platform.Addresses;
import java.util.List;

/** Prints a status for people. */
final class StatusText {

    private static final int WIDTH = 120;

    private StatusText() {}

    static String of(PlatformStatus status) {
        Addresses at = status.platform().addresses();
        StringBuilder text = new StringBuilder("The platform is up (pid %d, since %s):%n"
                .formatted(status.platform().pid(), status.platform().startedAt()));
        text.append("  the edge          ").append(at.edge("/")).append('\n');
        text.append("  its page          ").append(at.edgePage("/")).append('\n');
        text.append("  the Marathon API  ").append(at.marathon("/v2/apps")).append('\n');
        text.append("  the Consul API    ")
                .append(at.consul("/v1/catalog/services"))
                .append("\n\n");
        text.append(status.services().isEmpty() ? "No service is known.\n" : table(status.services()));
        List<String> disagreements = status.disagreements();
        text.append(disagreements.isEmpty() ? "" : "\n");
        disagreements.forEach(line -> text.append("! ").append(line).append(".\n"));
        return text.toString();
    }

    private static String table(List<Service> services) {
        TextTable table = new TextTable("service", "route", "run", "instance", "address", "Marathon", "Consul", "edge");
        services.forEach(service -> rows(service, table));
        return table.print(WIDTH);
    }

    private static void rows(Service service, TextTable table) {
        if (service.instances().isEmpty()) {
            table.row(service.name(), service.routes(), run(service), "", "", "", "", "");
        }
        boolean first = true;
        for (Instance instance : service.instances()) {
            table.row(
                    first ? service.name() : "",
                    first ? service.routes() : "",
                    first ? run(service) : "",
                    shortened(instance.id()),
                    instance.address(),
                    instance.marathon(),
                    instance.consul(),
                    instance.edge());
            first = false;
        }
    }

    private static String run(Service service) {
        if (service.app().isEmpty()) {
            return "";
        }
        return service.running() + "/" + service.wanted() + (service.deploying() ? " deploying" : "");
    }

    /** The first part of a UUID tells the instances of a service apart. */
    private static String shortened(String instance) {
        return instance.replaceFirst("([0-9a-f]{8})-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}.*", "$1…");
    }
}
