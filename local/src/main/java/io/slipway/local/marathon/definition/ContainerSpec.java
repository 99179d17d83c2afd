package io.slipway.local.marathon.definition;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * Describes the Docker container that an app wants around each task.
 *
 * @param shell whether the command goes to a shell in the place of the image's entry point; else it is what the entry
 *     point gets, and may be empty
 * @param bridged whether it has a network of its own, to which host ports lead
 */
public record ContainerSpec(
        String image,
        boolean shell,
        boolean forcePullImage,
        boolean privileged,
        boolean bridged,
        List<Parameter> parameters,
        List<Volume> volumes,
        List<PortSpec> ports) {

    /** Is an option of {@code docker run}, without its dashes. */
    public record Parameter(String key, String value) {}

    /** Is a path of the host that is seen inside. */
    public record Volume(String containerPath, String hostPath, boolean readOnly) {}

    public ContainerSpec {
        parameters = List.copyOf(parameters);
        volumes = List.copyOf(volumes);
        ports = List.copyOf(ports);
    }

    static ContainerSpec of(JsonNode app, List<PortSpec> ports) {
        JsonNode container = app.path("container");
        JsonNode docker = container.path("docker");
        return new ContainerSpec(
                docker.path("image").asText(),
                app.has("cmd"),
                docker.path("forcePullImage").asBoolean(),
                docker.path("privileged").asBoolean(),
                !app.has("portDefinitions"),
                Json.objects(docker.path("parameters")).stream()
                        .map(one -> new Parameter(
                                one.path("key").asText(), one.path("value").asText()))
                        .toList(),
                Json.objects(container.path("volumes")).stream()
                        .map(one -> new Volume(
                                one.path("containerPath").asText(),
                                one.path("hostPath").asText(),
                                one.path("mode").asText().equals("RO")))
                        .toList(),
                ports);
    }
}
