package io.slipway.local.marathon.executor;

import io.slipway.local.marathon.definition.ContainerSpec;
import java.net.URI;
import java.nio.file.Files;
import org.jspecify.annotations.Nullable;

class ProcessCarrierTest extends CarrierContract {

    @Override
    @Nullable URI engine() {
        return null;
    }

    @Override
    @Nullable ContainerSpec container(boolean shell) {
        return null;
    }

    @Override
    String subject() {
        return "Command";
    }

    @Override
    boolean isGone(String id) {
        return Files.notExists(folder.resolve("run").resolve(id + ".pid"));
    }

    @Override
    String unseen(int status) {
        return Ending.unseen().message();
    }
}
