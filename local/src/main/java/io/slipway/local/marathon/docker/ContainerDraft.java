package io.slipway.local.marathon.docker;

import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.InternetProtocol;
import com.github.dockerjava.api.model.LogConfig;
import com.github.dockerjava.api.model.Ports;
import io.slipway.local.marathon.definition.ContainerSpec;
import io.slipway.local.marathon.definition.Limits;
import io.slipway.local.marathon.definition.PortSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Describes a container in the engine's words; made of a task, and changed by the app's parameters before it is used.
 *
 * <p>As Mesos does it: the sandbox is at {@code /mnt/mesos/sandbox}, memory is 32 MiB at least, and a command takes the
 * place of the entry point.
 */
public final class ContainerDraft {

    private static final String SANDBOX = "/mnt/mesos/sandbox";
    private static final long LEAST_MEMORY = 32L << 20;

    /** What the engine keeps of a container's output beside the files in the sandbox; a flood shall not fill the disk. */
    private static final LogConfig LOGS =
            new LogConfig(LogConfig.LoggingType.JSON_FILE, Map.of("max-size", "10m", "max-file", "2"));

    final String name;
    final String image;
    final List<String> command;
    final List<String> env = new ArrayList<>();
    final Map<String, String> labels = new LinkedHashMap<>();
    final List<ExposedPort> exposed = new ArrayList<>();
    final List<Bind> binds = new ArrayList<>();
    final HostConfig host;

    @Nullable String entrypoint;

    @Nullable String hostname;

    @Nullable String user;

    @Nullable String workdir;

    @Nullable String stopSignal;

    private ContainerDraft(String name, ContainerSpec spec, List<String> argv, Limits limits) {
        this.name = name;
        this.image = spec.image();
        this.entrypoint = spec.shell() ? argv.get(0) : null;
        this.command = spec.shell() ? argv.subList(1, argv.size()) : argv;
        this.host = HostConfig.newHostConfig()
                .withNetworkMode(spec.bridged() ? "bridge" : "host")
                .withPrivileged(spec.privileged())
                .withLogConfig(LOGS)
                .withCpuShares(limits.cpuShares());
        if (limits.cpuQuota() > 0) {
            host.withCpuPeriod(limits.cpuPeriod()).withCpuQuota(limits.cpuQuota());
        }
        if (limits.memoryBytes() > 0) {
            long memory = Math.max(LEAST_MEMORY, limits.memoryBytes());
            // The same with swap: none.
            host.withMemory(memory).withMemorySwap(memory);
        }
    }

    /**
     * Writes down what a task needs.
     *
     * @param sandbox where its folder is on the host
     * @param ports of the host, one for each port of the app
     * @param address where those are reached
     * @throws IllegalArgumentException when a parameter is unknown, or its value makes no sense
     */
    public static ContainerDraft of(
            String taskId,
            ContainerSpec spec,
            List<String> argv,
            Map<String, String> env,
            Limits limits,
            String sandbox,
            List<Integer> ports,
            String address) {
        ContainerDraft draft = new ContainerDraft(taskId, spec, argv, limits);
        Map<String, String> all = new LinkedHashMap<>(Map.of("MESOS_SANDBOX", SANDBOX, "MESOS_DIRECTORY", SANDBOX));
        all.putAll(env);
        all.forEach((key, value) -> draft.env.add(key + "=" + value));
        draft.binds.add(Bind.parse(sandbox + ":" + SANDBOX + ":rw"));
        spec.volumes().forEach(draft::add);
        if (spec.bridged()) {
            draft.publish(spec.ports(), ports, address);
        }
        spec.parameters().forEach(parameter -> Parameters.apply(parameter, draft));
        draft.host.withBinds(draft.binds);
        return draft;
    }

    /** Adds a label, in the place of one with the same name. */
    public ContainerDraft withLabels(Map<String, String> more) {
        labels.putAll(more);
        return this;
    }

    private void add(ContainerSpec.Volume volume) {
        binds.add(Bind.parse(volume.hostPath() + ":" + volume.containerPath() + (volume.readOnly() ? ":ro" : ":rw")));
    }

    private void publish(List<PortSpec> specs, List<Integer> ports, String address) {
        Ports bindings = new Ports();
        for (int i = 0; i < specs.size(); i++) {
            PortSpec spec = specs.get(i);
            int outside = ports.get(i);
            for (String protocol : spec.protocol().split(",", -1)) {
                InternetProtocol spoken = InternetProtocol.parse(protocol.toLowerCase(Locale.ROOT));
                ExposedPort inside = new ExposedPort(spec.inside(outside), spoken);
                exposed.add(inside);
                bindings.bind(inside, Ports.Binding.bindIpAndPort(address, outside));
            }
        }
        host.withPortBindings(bindings);
    }

    CreateContainerCmd fill(CreateContainerCmd create) {
        create.withName(name)
                .withCmd(command)
                .withEnv(env)
                .withLabels(labels)
                .withExposedPorts(exposed)
                .withHostConfig(host);
        if (entrypoint != null) {
            create.withEntrypoint(entrypoint);
        }
        if (hostname != null) {
            create.withHostName(hostname);
        }
        if (user != null) {
            create.withUser(user);
        }
        if (workdir != null) {
            create.withWorkingDir(workdir);
        }
        if (stopSignal != null) {
            create.withStopSignal(stopSignal);
        }
        return create;
    }
}
