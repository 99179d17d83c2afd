package io.slipway.launcher.status;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.launcher.wire.ConsulInstance;
import io.slipway.launcher.wire.EdgeServer;
import io.slipway.launcher.wire.Wire;
import io.slipway.local.platform.Addresses;
import io.slipway.local.platform.RunningPlatform;
import io.slipway.marathon.App;
import io.slipway.marathon.Marathon;
import io.slipway.marathon.http.MarathonClient;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Asks Marathon, Consul and the edge, and takes note of who does not answer. */
public final class StatusReader {

    private final RunningPlatform platform;
    private final Addresses at;
    private final Wire wire = new Wire();
    private final List<String> silent = new ArrayList<>();

    private StatusReader(RunningPlatform platform) {
        this.platform = platform;
        this.at = platform.addresses();
    }

    public static PlatformStatus read(RunningPlatform platform) {
        return new StatusReader(platform).read();
    }

    private PlatformStatus read() {
        Views views = new Views(ask("Marathon", this::apps), ask("Consul", this::consul), ask("The edge", this::edge));
        return new PlatformStatus(platform, Join.of(views), silent);
    }

    private <T> List<T> ask(String whom, Supplier<List<T>> question) {
        try {
            return question.get();
        } catch (RuntimeException e) {
            silent.add(whom + " does not tell: " + e.getMessage());
            return List.of();
        }
    }

    private List<App> apps() {
        try (Marathon marathon = MarathonClient.connect(List.of(at.marathon("")))) {
            return marathon.apps();
        }
    }

    private List<ConsulInstance> consul() {
        JsonNode services = wire.get(at.consul("/v1/catalog/services"));
        return services.properties().stream()
                .map(service -> service.getKey())
                .filter(name -> !name.equals("consul"))
                .flatMap(this::instances)
                .toList();
    }

    private Stream<ConsulInstance> instances(String service) {
        String name = URLEncoder.encode(service, StandardCharsets.UTF_8).replace("+", "%20");
        return ConsulInstance.of(wire.get(at.consul("/v1/health/service/" + name))).stream();
    }

    private List<EdgeServer> edge() {
        return EdgeServer.of(wire.get(at.edgePage("/v1/topology")));
    }
}
