package io.slipway.launcher.status;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.local.platform.Addresses;
import io.slipway.local.platform.RunningPlatform;

/** Writes a status for programs. */
final class StatusJson {

    private StatusJson() {}

    static ObjectNode of(PlatformStatus status) {
        RunningPlatform platform = status.platform();
        Addresses at = platform.addresses();
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("pid", platform.pid())
                .put("startedAt", platform.startedAt().toString())
                .put("portBase", platform.portBase());
        json.putObject("addresses")
                .put("edge", at.edge("").toString())
                .put("edgePage", at.edgePage("").toString())
                .put("marathon", at.marathon("").toString())
                .put("consul", at.consul("").toString());
        ArrayNode services = json.putArray("services");
        status.services().forEach(service -> services.add(of(service)));
        ArrayNode disagreements = json.putArray("disagreements");
        status.disagreements().forEach(disagreements::add);
        return json;
    }

    private static ObjectNode of(Service service) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("service", service.name())
                .put("app", service.app())
                .put("routes", service.routes())
                .put("wanted", service.wanted())
                .put("running", service.running())
                .put("deploying", service.deploying());
        ArrayNode instances = json.putArray("instances");
        service.instances().forEach(instance -> instances
                .addObject()
                .put("id", instance.id())
                .put("address", instance.address())
                .put("marathon", instance.marathon())
                .put("consul", instance.consul())
                .put("edge", instance.edge()));
        return json;
    }
}
