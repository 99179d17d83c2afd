package io.slipway.local.marathon.docker;

import com.github.dockerjava.api.command.InspectContainerResponse;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Is what an engine knows of a container.
 *
 * @param exitCode counts when it does not run
 * @param outOfMemory whether the kernel has killed something in it for its use of memory
 * @param stopSignal what its image wants instead of SIGTERM; null for nothing else
 */
public record ContainerState(
        boolean running,
        int exitCode,
        boolean outOfMemory,
        @Nullable String stopSignal) {

    static ContainerState of(InspectContainerResponse answer) {
        InspectContainerResponse.ContainerState state = answer.getState();
        return new ContainerState(
                Boolean.TRUE.equals(state.getRunning()),
                Math.toIntExact(Objects.requireNonNullElse(state.getExitCodeLong(), 0L)),
                Boolean.TRUE.equals(state.getOOMKilled()),
                (String) answer.getConfig().getRawValues().get("StopSignal"));
    }
}
