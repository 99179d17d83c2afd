package io.slipway.local.marathon.docker;

import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.Device;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Ulimit;
import io.slipway.local.marathon.definition.ContainerSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Knows the options of {@code docker run} that an app may give as parameters; others are refused by name. */
final class Parameters {

    private static final SortedMap<String, BiConsumer<ContainerDraft, String>> KNOWN = new TreeMap<>(Map.ofEntries(
            Map.entry("add-host", host((host, one) -> host.withExtraHosts(more(host.getExtraHosts(), one)))),
            Map.entry("cap-add", host((host, one) -> host.withCapAdd(more(host.getCapAdd(), capability(one))))),
            Map.entry("cap-drop", host((host, one) -> host.withCapDrop(more(host.getCapDrop(), capability(one))))),
            Map.entry("cpuset-cpus", host(HostConfig::withCpusetCpus)),
            Map.entry("device", host((host, one) -> host.withDevices(more(host.getDevices(), Device.parse(one))))),
            Map.entry("dns", host((host, one) -> host.withDns(more(host.getDns(), one)))),
            Map.entry("dns-search", host((host, one) -> host.withDnsSearch(more(host.getDnsSearch(), one)))),
            Map.entry("entrypoint", (draft, one) -> draft.entrypoint = one),
            Map.entry("env", (draft, one) -> draft.env.add(one)),
            Map.entry("group-add", host((host, one) -> host.withGroupAdd(more(host.getGroupAdd(), one)))),
            Map.entry("hostname", (draft, one) -> draft.hostname = one),
            Map.entry("init", host((host, one) -> host.withInit(flag(one)))),
            Map.entry("ipc", host(HostConfig::withIpcMode)),
            Map.entry("label", (draft, one) -> draft.labels.putAll(pair(one))),
            Map.entry("memory-swappiness", host((host, one) -> host.withMemorySwappiness(Long.parseLong(one)))),
            Map.entry("oom-score-adj", host((host, one) -> host.withOomScoreAdj(Integer.parseInt(one)))),
            Map.entry("pid", host(HostConfig::withPidMode)),
            Map.entry("pids-limit", host((host, one) -> host.withPidsLimit(Long.parseLong(one)))),
            Map.entry("privileged", host((host, one) -> host.withPrivileged(flag(one)))),
            Map.entry("read-only", host((host, one) -> host.withReadonlyRootfs(flag(one)))),
            Map.entry("security-opt", host((host, one) -> host.withSecurityOpts(more(host.getSecurityOpts(), one)))),
            Map.entry("shm-size", host((host, one) -> host.withShmSize(bytes(one)))),
            Map.entry("stop-signal", (draft, one) -> draft.stopSignal = one),
            Map.entry("sysctl", host((host, one) -> host.withSysctls(more(host.getSysctls(), pair(one))))),
            Map.entry("tmpfs", host((host, one) -> host.withTmpFs(more(host.getTmpFs(), mount(one))))),
            Map.entry("ulimit", host((host, one) -> host.withUlimits(more(host.getUlimits(), ulimit(one))))),
            Map.entry("user", (draft, one) -> draft.user = one),
            Map.entry("volume", (draft, one) -> draft.binds.add(Bind.parse(one))),
            Map.entry("workdir", (draft, one) -> draft.workdir = one)));

    private Parameters() {}

    /**
     * Does what a parameter says.
     *
     * @throws IllegalArgumentException naming the key but never the value, which may be a secret
     */
    static void apply(ContainerSpec.Parameter parameter, ContainerDraft draft) {
        BiConsumer<ContainerDraft, String> known = KNOWN.get(parameter.key());
        if (known == null) {
            throw new IllegalArgumentException("The Docker parameter \"" + parameter.key()
                    + "\" is not known to this scheduler, which knows " + String.join(", ", KNOWN.keySet()) + ".");
        }
        try {
            known.accept(draft, parameter.value());
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(
                    "The Docker parameter \"" + parameter.key() + "\" has a value that makes no sense.");
        }
    }

    private static BiConsumer<ContainerDraft, String> host(BiConsumer<HostConfig, String> change) {
        return (draft, value) -> change.accept(draft.host, value);
    }

    private static boolean flag(String value) {
        if (!List.of("true", "false").contains(value)) {
            throw new IllegalArgumentException("neither true nor false");
        }
        return value.equals("true");
    }

    private static long bytes(String value) {
        String unit = value.substring(value.length() - 1).toLowerCase(Locale.ROOT);
        int shift = "bkmg".indexOf(unit) * 10;
        return shift < 0
                ? Long.parseLong(value)
                : Math.multiplyExact(Long.parseLong(value.substring(0, value.length() - 1)), 1L << shift);
    }

    private static Capability capability(String value) {
        return Capability.valueOf(value.toUpperCase(Locale.ROOT).replaceFirst("^CAP_", ""));
    }

    /** Reads {@code nofile=1024:2048}; one number stands for both. */
    private static Ulimit ulimit(String value) {
        String[] pair = value.split("=", 2);
        String[] limits = pair[1].split(":", 2);
        long soft = Long.parseLong(limits[0]);
        return new Ulimit(pair[0], soft, limits.length == 1 ? soft : Long.parseLong(limits[1]));
    }

    private static Map<String, String> pair(String value) {
        String[] pair = value.split("=", 2);
        return Map.of(pair[0], pair.length == 1 ? "" : pair[1]);
    }

    /** Reads {@code /tmp:size=64m}. */
    private static Map<String, String> mount(String value) {
        String[] pair = value.split(":", 2);
        return Map.of(pair[0], pair.length == 1 ? "" : pair[1]);
    }

    private static String[] more(String @Nullable [] before, String one) {
        return more(before == null ? List.of() : Arrays.asList(before), one).toArray(String[]::new);
    }

    private static Capability[] more(Capability @Nullable [] before, Capability one) {
        return more(before == null ? List.of() : Arrays.asList(before), one).toArray(Capability[]::new);
    }

    private static List<Device> more(Device @Nullable [] before, Device one) {
        return more(before == null ? List.of() : Arrays.asList(before), one);
    }

    private static List<Ulimit> more(Ulimit @Nullable [] before, Ulimit one) {
        return more(before == null ? List.of() : Arrays.asList(before), one);
    }

    private static <T> List<T> more(@Nullable List<T> before, T one) {
        List<T> all = new ArrayList<>(Objects.requireNonNullElse(before, List.of()));
        all.add(one);
        return all;
    }

    private static Map<String, String> more(@Nullable Map<String, String> before, Map<String, String> one) {
        Map<String, String> all = new LinkedHashMap<>(Objects.requireNonNullElse(before, Map.of()));
        all.putAll(one);
        return all;
    }
}
