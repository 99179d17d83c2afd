package io.slipway.registry.consul;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.slipway.registry.Check;
import io.slipway.registry.Registration;
import io.slipway.registry.RegistryException;
import io.slipway.registry.ServiceInstance;
import io.slipway.registry.internal.Excerpt;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.kiwiproject.consul.Consul;
import org.kiwiproject.consul.ConsulException;
import org.kiwiproject.consul.model.agent.ImmutableRegCheck;
import org.kiwiproject.consul.model.agent.ImmutableRegistration;
import org.kiwiproject.consul.option.ImmutablePutOptions;
import org.kiwiproject.consul.option.PutOptions;

/** Writes to Consul through consul-client, and says what was asked when it fails. */
final class ConsulWrites {

    private static final PutOptions UNCONDITIONAL =
            ImmutablePutOptions.builder().build();
    private static final Pattern CLIENTS_PREFIX =
            Pattern.compile("^Consul request (to \\[.*?] )?failed with status \\[\\d+]: ", Pattern.DOTALL);

    private final String url;
    private final Consul consul;

    ConsulWrites(String url, ExecutorService executor) {
        this.url = url;
        this.consul = Consul.builder()
                .withUrl(url)
                .withPing(false)
                .withExecutorService(executor)
                .withConnectTimeoutMillis(1_000)
                // Without a leader Consul thinks for 7.3 s before it says so.
                .withReadTimeoutMillis(10_000)
                .withWriteTimeoutMillis(10_000)
                .build();
    }

    void register(Registration registration) {
        ServiceInstance instance = registration.instance();
        write("PUT /v1/agent/service/register for " + instance.id(), () -> {
            consul.agentClient()
                    .register(ImmutableRegistration.builder()
                            .id(instance.id())
                            .name(instance.service())
                            .address(instance.host())
                            .port(instance.port())
                            .tags(instance.tags())
                            .meta(instance.meta())
                            .check(check(registration))
                            .build());
            return true;
        });
    }

    void deregister(String id) {
        write("PUT /v1/agent/service/deregister/" + id, () -> {
            consul.agentClient().deregister(id);
            return true;
        });
    }

    boolean put(String key, String value) {
        return write("PUT /v1/kv/" + key, () -> put(key, value, UNCONDITIONAL));
    }

    boolean putIfUnchanged(String key, String value, long modifyIndex) {
        return write(
                "PUT /v1/kv/" + key + "?cas=" + modifyIndex,
                () -> put(
                        key,
                        value,
                        ImmutablePutOptions.builder().cas(modifyIndex).build()));
    }

    void delete(String key) {
        write("DELETE /v1/kv/" + key, () -> {
            consul.keyValueClient().deleteKey(key);
            return true;
        });
    }

    void close() {
        consul.destroy();
    }

    private boolean put(String key, String value, PutOptions options) {
        return consul.keyValueClient().putValue(key, value.getBytes(UTF_8), 0, options);
    }

    private static ImmutableRegCheck check(Registration registration) {
        Check check = registration.check();
        ImmutableRegCheck.Builder body = ImmutableRegCheck.builder()
                // Whoever announces is ready; without this Consul calls it critical until the first check.
                .status("passing")
                .interval(duration(check.interval()))
                .timeout(duration(check.timeout()))
                .deregisterCriticalServiceAfter(duration(registration.deregisterAfter()));
        if (check instanceof Check.Http http) {
            return body.http(http.url().toString()).build();
        }
        Check.Tcp tcp = (Check.Tcp) check;
        return body.tcp(tcp.host() + ":" + tcp.port()).build();
    }

    /** Writes a duration as Go reads it. */
    private static String duration(Duration duration) {
        return duration.toMillis() + "ms";
    }

    private <T> T write(String asked, Supplier<T> call) {
        try {
            return Objects.requireNonNull(call.get());
        } catch (ConsulException e) {
            throw new RegistryException("Consul at " + url + failure(asked, e), e);
        }
    }

    private static String failure(String asked, ConsulException e) {
        if (e.hasCode()) {
            String body =
                    CLIENTS_PREFIX.matcher(Objects.toString(e.getMessage(), "")).replaceFirst("");
            return " answered " + Excerpt.of(asked) + " with " + e.getCode() + Answer.said(body);
        }
        Throwable cause = e.getCause() == null ? e : e.getCause();
        return " did not answer " + Excerpt.of(asked) + ": " + Excerpt.of(cause);
    }
}
