package io.slipway.registry.consul;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.slipway.registry.CheckStatus;
import io.slipway.registry.Registration;
import io.slipway.registry.RegistryException;
import io.slipway.registry.ServiceInstance;
import io.slipway.registry.internal.Excerpt;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.kiwiproject.consul.Consul;
import org.kiwiproject.consul.ConsulException;
import org.kiwiproject.consul.NotRegisteredException;
import org.kiwiproject.consul.model.State;
import org.kiwiproject.consul.model.agent.ImmutableRegistration;
import org.kiwiproject.consul.option.ImmutablePutOptions;
import org.kiwiproject.consul.option.PutOptions;

/** Writes to Consul through consul-client, and says what was asked when it fails. */
final class ConsulWrites {

    private static final PutOptions UNCONDITIONAL =
            ImmutablePutOptions.builder().build();
    private static final Pattern CLIENTS_PREFIX =
            Pattern.compile("^Consul request (to \\[.*?] )?failed with status \\[\\d+]: ", Pattern.DOTALL);

    private static final int LONGEST_NOTE = 4096; // Consul cuts there, too.
    private static final Pattern UNKNOWN_SERVICE = Pattern.compile("^Unknown service ");
    private static final Pattern UNKNOWN_CHECK = Pattern.compile("does not have associated TTL");

    private final String url;
    private final Consul consul;

    ConsulWrites(ConsulAccess access, ExecutorService executor) {
        this.url = access.address().toString();
        Consul.Builder builder = Consul.builder();
        access.tls().ifPresent(tls -> builder.withSslContext(tls.context()).withTrustManager(tls.trust()));
        this.consul = builder.withUrl(url)
                // The header is empty where there is no token, which Consul takes for none.
                .withTokenAuth(access.token()::now)
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
                            .check(CheckBody.of(registration))
                            .build());
            return true;
        });
    }

    /** Takes it away; that it is unknown is no failure, and said in three ways: 200, 404 since 1.11, 500 with ACLs. */
    void deregister(String id) {
        write("PUT /v1/agent/service/deregister/" + id, UNKNOWN_SERVICE, () -> {
            consul.agentClient().deregister(id);
            return true;
        });
    }

    boolean maintain(String id, boolean maintained, String reason) {
        return write("PUT /v1/agent/service/maintenance/" + id + "?enable=" + maintained, UNKNOWN_SERVICE, () -> {
            consul.agentClient().toggleMaintenanceMode(id, maintained, reason);
            return true;
        });
    }

    boolean report(String id, CheckStatus status, String note) {
        String check = CheckBody.id(id);
        State state = state(status);
        return write("PUT /v1/agent/check/" + state.getPath() + "/" + check, UNKNOWN_CHECK, () -> {
            report(check, state, note.length() <= LONGEST_NOTE ? note : note.substring(0, LONGEST_NOTE));
            return true;
        });
    }

    private static State state(CheckStatus status) {
        return switch (status) {
            case PASSING -> State.PASS;
            case WARNING -> State.WARN;
            case CRITICAL -> State.FAIL;
        };
    }

    private void report(String check, State state, String note) {
        try {
            consul.agentClient().check(check, state, note);
        } catch (NotRegisteredException e) {
            // consul-client says so of every failure, also of an agent that is away.
            throw e.getCause() instanceof ConsulException cause ? cause : new ConsulException(e);
        }
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

    private <T> T write(String asked, Supplier<T> call) {
        try {
            return Objects.requireNonNull(call.get());
        } catch (ConsulException e) {
            throw failed(asked, e);
        }
    }

    /** Returns false where Consul does not know what the write is about. */
    private boolean write(String asked, Pattern unknown, Supplier<Boolean> call) {
        try {
            return call.get();
        } catch (ConsulException e) {
            boolean isUnknown = e.getCode() == 404
                    || (e.getCode() == 500 && unknown.matcher(said(e)).find());
            if (e.hasCode() && isUnknown) {
                return false;
            }
            throw failed(asked, e);
        }
    }

    private RegistryException failed(String asked, ConsulException e) {
        return new RegistryException("Consul at " + url + failure(asked, e), e);
    }

    private String failure(String asked, ConsulException e) {
        if (e.hasCode()) {
            return " answered " + Excerpt.of(asked) + " with " + e.getCode() + Answer.said(e.getCode(), said(e));
        }
        Throwable cause = e.getCause() == null ? e : e.getCause();
        return " did not answer " + Excerpt.of(asked) + ": " + Tls.explained(url, cause);
    }

    private static String said(ConsulException e) {
        return CLIENTS_PREFIX.matcher(Objects.toString(e.getMessage(), "")).replaceFirst("");
    }
}
