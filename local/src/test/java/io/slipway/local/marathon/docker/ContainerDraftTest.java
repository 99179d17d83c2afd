package io.slipway.local.marathon.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.Ports;
import com.github.dockerjava.api.model.Ulimit;
import io.slipway.local.marathon.definition.ContainerSpec;
import io.slipway.local.marathon.definition.ContainerSpec.Parameter;
import io.slipway.local.marathon.definition.Limits;
import io.slipway.local.marathon.definition.PortSpec;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ContainerDraftTest {

    @Test
    void aCommandTakesThePlaceOfTheEntryPointAndArgumentsGoToIt() {
        ContainerDraft shell = draft(spec(true, false), List.of("/bin/sh", "-c", "echo 1"));
        ContainerDraft arguments = draft(spec(false, false), List.of("--verbose"));

        assertThat(shell.entrypoint).isEqualTo("/bin/sh");
        assertThat(shell.command).containsExactly("-c", "echo 1");
        assertThat(arguments.entrypoint).isNull();
        assertThat(arguments.command).containsExactly("--verbose");
    }

    @Test
    void hostPortsLeadToContainerPortsOnTheGivenAddressOnly() {
        ContainerSpec spec = new ContainerSpec(
                "a",
                false,
                false,
                false,
                true,
                List.of(),
                List.of(),
                List.of(
                        new PortSpec(0, 0, OptionalInt.of(80), "tcp", null),
                        new PortSpec(0, 0, OptionalInt.of(0), "udp,tcp", null)));

        ContainerDraft draft = draft(spec, List.of());

        assertThat(draft.exposed)
                .containsExactly(ExposedPort.tcp(80), ExposedPort.udp(31_002), ExposedPort.tcp(31_002));
        assertThat(draft.host.getNetworkMode()).isEqualTo("bridge");
        assertThat(draft.host.getPortBindings().getBindings().get(ExposedPort.tcp(80)))
                .containsExactly(Ports.Binding.bindIpAndPort("127.0.0.1", 31_001));
    }

    @Test
    void limitsAreHeldAsMesosHoldsThem() {
        ContainerDraft small = draft(spec(false, false), List.of());
        ContainerDraft large = ContainerDraft.of(
                "t", spec(false, false), List.of(), Map.of(), new Limits(2, 0.5, 256), "/s", List.of(), "127.0.0.1");

        assertThat(small.host.getMemory()).isEqualTo(32L << 20);
        assertThat(small.host.getCpuQuota()).isNull();
        assertThat(large.host.getMemory()).isEqualTo(256L << 20).isEqualTo(large.host.getMemorySwap());
        assertThat(large.host.getCpuShares()).isEqualTo(2048);
        assertThat(large.host.getCpuQuota()).isEqualTo(50_000);
        assertThat(large.host.getCpuPeriod()).isEqualTo(100_000);
    }

    @Test
    void parametersAddUpAndOursComeLast() {
        ContainerDraft draft = draft(
                        spec(
                                false,
                                false,
                                new Parameter("cap-add", "cap_net_admin"),
                                new Parameter("cap-add", "SYS_TIME"),
                                new Parameter("dns", "10.0.0.1"),
                                new Parameter("dns", "10.0.0.2"),
                                new Parameter("ulimit", "nofile=1024:2048"),
                                new Parameter("shm-size", "64m"),
                                new Parameter("tmpfs", "/run:size=1m"),
                                new Parameter("volume", "/srv:/srv:ro"),
                                new Parameter("label", "io.slipway.task=mine")),
                        List.of())
                .withLabels(Map.of("io.slipway.task", "t"));

        assertThat(draft.host.getCapAdd()).containsExactly(Capability.NET_ADMIN, Capability.SYS_TIME);
        assertThat(draft.host.getDns()).containsExactly("10.0.0.1", "10.0.0.2");
        assertThat(draft.host.getUlimits()).containsExactly(new Ulimit("nofile", 1024L, 2048L));
        assertThat(draft.host.getShmSize()).isEqualTo(64L << 20);
        assertThat(draft.host.getTmpFs()).isEqualTo(Map.of("/run", "size=1m"));
        assertThat(draft.binds)
                .extracting(Object::toString)
                .containsExactly("/s:/mnt/mesos/sandbox:rw", "/srv:/srv:ro");
        assertThat(draft.labels).isEqualTo(Map.of("io.slipway.task", "t"));
    }

    @Test
    void aRefusalNamesTheKeyAndNeverTheValue() {
        assertThatThrownBy(() -> draft(spec(false, false, new Parameter("ulimit", "secret")), List.of()))
                .hasMessage("The Docker parameter \"ulimit\" has a value that makes no sense.")
                .hasNoCause();
        assertThatThrownBy(() -> draft(spec(false, false, new Parameter("restart", "always")), List.of()))
                .hasMessageStartingWith(
                        "The Docker parameter \"restart\" is not known to this scheduler, which knows ");
    }

    private static ContainerSpec spec(boolean shell, boolean bridged, Parameter... parameters) {
        return new ContainerSpec("a", shell, false, false, bridged, List.of(parameters), List.of(), List.of());
    }

    private static ContainerDraft draft(ContainerSpec spec, List<String> argv) {
        return ContainerDraft.of(
                "t", spec, argv, Map.of(), new Limits(0.1, 0, 16), "/s", List.of(31_001, 31_002), "127.0.0.1");
    }
}
