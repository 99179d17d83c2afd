package io.slipway.local.marathon.executor;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.local.marathon.definition.ContainerSpec;
import io.slipway.local.marathon.definition.Limits;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Says what to run.
 *
 * @param ports host ports, already reserved for it
 * @param sandbox its working directory, made when it starts
 * @param fetch what to copy there first, as in the app definition
 * @param container what to run it in; null for a process of this machine
 */
public record TaskOrder(
        String taskId,
        List<String> argv,
        Map<String, String> env,
        List<Integer> ports,
        Path sandbox,
        List<JsonNode> fetch,
        Limits limits,
        @Nullable ContainerSpec container) {

    public TaskOrder {
        argv = List.copyOf(argv);
        env = Map.copyOf(env);
        ports = List.copyOf(ports);
        fetch = List.copyOf(fetch);
    }
}
