package io.slipway.local.marathon.executor;

import io.slipway.local.marathon.RealDocker;
import io.slipway.local.marathon.definition.ContainerSpec;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RealDocker.Shared.class)
class DockerCarrierIT extends CarrierContract {

    private final RealDocker docker;

    DockerCarrierIT(RealDocker docker) {
        this.docker = docker;
    }

    @Override
    @Nullable URI engine() {
        return docker.address();
    }

    @Override
    @Nullable ContainerSpec container(boolean shell) {
        return new ContainerSpec(RealDocker.IMAGE, shell, false, false, false, List.of(), List.of(), List.of());
    }

    @Override
    String subject() {
        return "Container";
    }

    @Override
    boolean isGone(String id) {
        return docker.containers().isEmpty();
    }

    @Override
    String unseen(int status) {
        return "Container exited with status " + status;
    }
}
