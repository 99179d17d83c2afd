package io.slipway.local.marathon.executor;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Says what to run.
 *
 * @param ports host ports, already reserved for it
 * @param sandbox its working directory, made when it starts
 * @param fetch what to copy there first, as in the app definition
 */
public record TaskOrder(
        String taskId,
        List<String> argv,
        Map<String, String> env,
        List<Integer> ports,
        Path sandbox,
        List<JsonNode> fetch) {

    public TaskOrder {
        argv = List.copyOf(argv);
        env = Map.copyOf(env);
        ports = List.copyOf(ports);
        fetch = List.copyOf(fetch);
    }
}
